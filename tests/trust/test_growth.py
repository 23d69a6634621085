"""A longer program costs as much more as it is longer, however it nests, chains or repeats.

Work is counted in the calls that Python makes to check a program, beside those for an empty one.
"""

import sys
from pathlib import Path
from types import FrameType

import growing
import pytest

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.core.result import CheckResult
from jitlint.interpreter.domain.values import Class
from jitlint.interpreter.objects import lookup
from jitlint.interpreter.state import call_cache

MOST = 1.15  # times the growth of the text
TRACED = "@jax.jit\ndef f(x):\n"
FLAGGED = "    return float(x)\n"
BOTH = """\
@jax.jit
def f(x):
    y = float(x)
    return X(x)

@jax.jit
def g(x):
    X
    return float(x)
"""


def rebinding(depth: int) -> str:
    """Each function calls the one before it twice, and the first binds a global."""
    calls = (f"def f{n}():\n    f{n - 1}()\n    f{n - 1}()\n" for n in range(1, depth + 1))
    return "v = 0\ndef f0():\n    global v\n    v = v + 1\n" + "".join(calls)


def decorators(depth: int) -> str:
    return "@jax.jit\n" * depth + "def f(x):\n" + FLAGGED


def tuples_that_double(depth: int) -> str:
    return f"{TRACED}    t = (x, x)\n" + "    t = (*t, *t)\n" * depth + FLAGGED


def lists_that_nest(depth: int) -> str:
    return f"{TRACED}    t = x\n" + "    t = [t, t]\n" * depth + FLAGGED


def bases(depth: int) -> str:
    """Each class names all before it."""
    named = (", ".join(f"B{each}" for each in range(n - 1, -1, -1)) for n in range(1, depth + 1))
    classes = (f"class B{n}({listed}): pass\n" for n, listed in enumerate(named, 1))
    return f"class B0:\n    def f(self, x):\n    {FLAGGED}{''.join(classes)}" + _used(depth)


def diamonds(depth: int) -> str:
    rows = (
        f"class L{n}(B{n - 1}): pass\nclass R{n}(B{n - 1}): pass\nclass B{n}(L{n}, R{n}): pass\n"
        for n in range(1, depth + 1)
    )
    return f"class B0:\n    def f(self, x):\n    {FLAGGED}{''.join(rows)}" + _used(depth)


def _used(last: int) -> str:
    return f"{TRACED}    return B{last}().f(x)\n"


def ladder(depth: int) -> str:
    rungs = (f"    elif n == {n}:\n        y = {n}\n" for n in range(depth))
    start = "@jax.jit\ndef f(x, n=0):\n    if n < 0:\n        y = 0\n"
    return start + "".join(rungs) + FLAGGED


def calls_in_calls(depth: int) -> str:
    value = "g(" * depth + "x" + ")" * depth
    return f"def g(y):\n    return y\n{TRACED}    z = {value}\n{FLAGGED}"


def lists_in_lists(depth: int) -> str:
    return f"{TRACED}    z = {'[' * depth}x{']' * depth}\n{FLAGGED}"


def operators(depth: int) -> str:
    return f"{TRACED}    z = x{' + x' * depth}\n{FLAGGED}"


def operands(depth: int) -> str:
    return f"@jax.jit\ndef f(x, a=1, b=None):\n    z = a{' and b' * depth}\n{FLAGGED}"


def attributes(depth: int) -> str:
    return f"{TRACED}    z = x{'.T' * depth}\n{FLAGGED}"


def flagged_functions(depth: int) -> str:
    return "".join(f"@jax.jit\ndef f{n}(x):\n{FLAGGED}" for n in range(depth))


PROGRAMS: dict[growing.Program, int] = {
    rebinding: 12, decorators: 50, tuples_that_double: 8, lists_that_nest: 12, bases: 10,
    diamonds: 21, ladder: 40, calls_in_calls: 20, lists_in_lists: 20, operators: 100,
    operands: 50, attributes: 100, flagged_functions: 100, **growing.LENGTHS,
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_work_grows_with_the_text(tmp_path: Path, program: growing.Program) -> None:
    short, long = (modules_of(program(times * PROGRAMS[program])) for times in (1, 2))
    work(tmp_path / "warm", modules_of(flagged_functions(1)))  # which imports what comes late
    least = work(tmp_path / "empty", {"program": ""})
    more = work(tmp_path / "long", long) - least
    growth = more / (work(tmp_path / "short", short) - least)
    assert growth <= MOST * length(long) / length(short)


def test_a_name_that_two_modules_import_from_each_other_costs_no_finding(tmp_path: Path) -> None:
    (tmp_path / "jitlint.toml").touch()
    (tmp_path / "a.py").write_text("from b import X\n")
    (tmp_path / "b.py").write_text("from a import X\n")
    (tmp_path / "m.py").write_text(f"import jax\nfrom a import X\n{BOTH}")
    found = checked(tmp_path)
    assert [each.code for each in found.findings] == ["JIT102", "JIT102"]
    assert not found.notes


def modules_of(program: str | dict[str, str]) -> dict[str, str]:
    """Returns the texts of a program by the names of its modules."""
    return {"program": f"import jax\n{program}"} if isinstance(program, str) else program


def length(modules: dict[str, str]) -> int:
    """Returns how long a program is."""
    return sum(map(len, modules.values()))


def work(folder: Path, modules: dict[str, str]) -> int:
    """Returns how many calls Python makes to check a program."""
    folder.mkdir()
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        found = checked(folder)
    finally:
        sys.setprofile(None)
    assert not found.notes
    return count


def checked(folder: Path) -> CheckResult:
    return check([str(folder)], Settings([str(folder)], resources=Resources(cached=False)))


def test_calls_that_are_no_longer_kept_cost_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in growing.calls_in_a_ring_of_modules(9).items():
        (tmp_path / f"{name}.py").write_text(text)
    kept = checked(tmp_path)
    monkeypatch.setattr(call_cache, "KEPT_CALLS", 5)
    forgotten = checked(tmp_path)
    assert forgotten.findings == kept.findings
    assert forgotten.counts.contexts > kept.counts.contexts


def test_a_class_of_too_many_costs_no_finding_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "CLASS_ORDER", 6)
    longest = 0
    order = lookup.mro

    def measured(cls: Class) -> tuple[Class, ...]:
        nonlocal longest
        longest = max(longest, len(order(cls)))
        return order(cls)

    monkeypatch.setattr(lookup, "mro", measured)
    classes = "".join(f"class B{n}(B{n - 1}): pass\n" for n in range(1, 30))
    first = f"import jax\nclass B0:\n    def f(self, x):\n    {FLAGGED}"
    (tmp_path / "program.py").write_text(f"{first}{classes}{_used(4)}")
    found = checked(tmp_path)
    assert [each.code for each in found.findings] == ["JIT102"]
    assert 6 <= longest <= 7

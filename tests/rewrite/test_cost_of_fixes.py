"""What fixes cost is counted: many findings take no more runs than few, and no squares of steps."""

import contextlib
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from mending import HEAD

from jitlint.check import api
from jitlint.cli import main
from jitlint.rewrite.diff import unified
from jitlint.rewrite.recheck import MOST_CHECKS

SMALL = 20
OFTEN = 150  # calls; what is rarer may come in steps
SLACK = 1.35  # of what looks something up in an order, which takes a step more for twice as much
TRACED = "@jax.jit\ndef f(x):\n"


def one_function(count: int) -> str:
    rows = "".join(f"    y{number} = np.sin(x)\n" for number in range(count))
    return f"{HEAD}{TRACED}{rows}    return x\n"


def many_functions(count: int) -> str:
    each = "@jax.jit\ndef f{0}(x):\n    return np.sin(x)\n\n\n"
    return HEAD + "".join(each.format(number) for number in range(count))


def without_import(count: int) -> str:
    return many_functions(count).replace("import jax.numpy as jnp\n", "")


def uncovering(count: int) -> str:
    rows = "".join(f"    y{number} = float(np.sin(x))\n" for number in range(count))
    return f"{HEAD}{TRACED}{rows}    return x\n"


def some_uncovering(count: int) -> str:
    return one_function(count).replace("    return x\n", "    return float(y3 + y7)\n")


PROGRAMS = (one_function, many_functions, without_import, uncovering)


def work_on(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[str], int]:
    """Returns what the fixes of a program cost."""
    path.write_text(text)
    return work(path, monkeypatch)


def work(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[str], int]:
    """Returns how often each function was called for a diff of all fixes, and the checks."""
    calls: Counter[str] = Counter()
    checks = [0]
    check = api.check

    def counted(*words: object, **more: object) -> object:
        checks[0] += 1
        return check(*words, **more)  # type: ignore[arg-type]

    def count(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            calls[f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"] += 1

    words = ["--no-cache", "-q", "--isolated", "--diff", "--unsafe-fixes", str(path)]
    with monkeypatch.context() as patches, contextlib.redirect_stdout(io.StringIO()):
        patches.setattr(api, "check", counted)
        sys.setprofile(count)
        try:
            main(words)
        finally:
            sys.setprofile(None)
    return calls, checks[0]


@pytest.mark.parametrize("program", PROGRAMS)
def test_many_findings_take_no_more_runs_than_few(
    program: Callable[[int], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.py"
    runs = [work_on(file, program(SMALL * times), monkeypatch)[1] for times in (1, 2, 4)]
    assert runs[0] == runs[1] == runs[2] <= 6


def test_two_bad_fixes_among_many_are_found_by_halving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.py"
    runs = [work_on(file, some_uncovering(SMALL * times), monkeypatch)[1] for times in (1, 2, 4)]
    assert runs[2] - runs[0] <= 4
    assert runs[2] < MOST_CHECKS / 2


@pytest.mark.parametrize("program", [many_functions, uncovering])
def test_twice_the_findings_are_twice_the_calls_of_each_function(
    program: Callable[[int], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.py"
    work_on(file, program(2), monkeypatch)  # imports and stubs are paid for once
    first, second, fourth = (
        work_on(file, program(SMALL * times), monkeypatch)[0] for times in (1, 2, 4)
    )
    ours = [name for name in fourth if name.startswith(("jitlint.rewrite", "jitlint.suppression"))]
    assert {
        name: (first[name], second[name], fourth[name])
        for name in ours
        if fourth[name] > OFTEN
        and fourth[name] - second[name] > 2 * SLACK * (second[name] - first[name])
    } == {}


def test_a_diff_of_many_edits_can_be_applied(tmp_path: Path) -> None:
    old = many_functions(40).splitlines(keepends=True)
    new = [line.replace("np.sin", "jnp.sin") for line in old]
    new.insert(3, "import jax.numpy as more\n")
    del new[50]
    (tmp_path / "a.py").write_text("".join(old))
    diff = "".join(unified(old, new, "a.py"))
    done = subprocess.run(
        ["git", "apply", "-p0", "-"], cwd=tmp_path, input=diff, text=True, check=False
    )
    assert done.returncode == 0
    assert (tmp_path / "a.py").read_text() == "".join(new)


def test_a_file_that_no_fix_changes_is_read_by_libcst_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rewrite is offered of a branch that returns other things, so that its file stays."""
    branch = "@jax.jit\ndef f(x):\n    if x > 0:\n        return print\n    return 0\n"
    (tmp_path / "kept.py").write_text(HEAD + branch)
    (tmp_path / "changed.py").write_text(uncovering(1) + branch.replace("f(x)", "g(x)"))
    calls, checks = work(tmp_path, monkeypatch)
    assert checks > 1
    assert calls["jitlint.rewrite.structural.module.CSTModule.of"] == 1 + checks

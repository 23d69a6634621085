"""The benchmark of arguments, and that of planted faults, on a package of one small module."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.arguments import show
from benchmarks.arguments.corpus import Jitted, corpus
from benchmarks.arguments.environment import FURTHER, pins
from benchmarks.arguments.trace import Outcome, trace
from benchmarks.faults.choose import array_of
from benchmarks.faults.plant import FAULTS, plant
from benchmarks.faults.working import Working
from jitlint.core.finding import Verdict

MODULE = '''"""A module."""
import functools
import jax
from jax import jit


@jit
def scale(x, by):
    """Scales."""
    return x * by


@functools.partial(jax.jit, static_argnames=("n",))
def power(x, n):
    return x**n


def plain(x):
    return x


fast = jax.jit(plain, static_argnums=())


class Model:
    @functools.partial(jit, static_argnums=(0,))
    def apply(self, x):
        raise ValueError("never")


def outer():
    @jax.jit
    def inner(x):
        return x
'''


@pytest.fixture
def site(tmp_path: Path) -> Path:
    package = tmp_path / "tiny"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "ops.py").write_text(MODULE)
    (package / "ops_test.py").write_text(MODULE)
    return tmp_path


def test_the_corpus_holds_what_is_jitted_where_it_can_be_imported(site: Path) -> None:
    found = {each.qualname: each for each in corpus("tiny", site)}
    assert list(found) == ["scale", "power", "Model.apply", "plain"]
    assert found["power"].static == ("n",)
    assert found["Model.apply"].static == ("self",)
    assert found["Model.apply"].kind == "method"
    assert (found["scale"].row, found["scale"].column) == (8, 5)


def test_of_many_functions_a_few_are_taken_evenly(site: Path) -> None:
    assert [each.qualname for each in corpus("tiny", site, most=2)] == ["scale", "Model.apply"]


def test_each_pin_is_a_version_and_perhaps_a_package() -> None:
    found = pins("jax==0.12\n# why\ntiny-jax==1.0 tiny\n")
    assert [(each.requirement, each.package) for each in found] == [
        ("jax==0.12", ""),
        ("tiny-jax==1.0", "tiny"),
    ]
    assert len([each for each in pins() if each.package]) >= 15


def test_the_share_that_is_traced_is_told_with_the_reasons(site: Path, python: str) -> None:
    functions = corpus("tiny", site)
    outcomes = trace(functions, Path(python), site, jobs=1)
    assert [each.is_traced for each in outcomes] == [True, True, False, True]
    assert array_of(outcomes[0], site) == "x"
    text = "\n".join(show.summary(outcomes))
    assert "3 of 3, 100 %" in text
    assert "0 of 1, 0 %" in text


@pytest.mark.parametrize("fault", [each for each in FAULTS if each.text], ids=lambda f: f.name)
def test_a_fault_is_planted_behind_the_docstring(fault: object, site: Path) -> None:
    chosen = next(each for each in FAULTS if each is fault)
    scale = corpus("tiny", site)[0]
    planted = plant(MODULE, scale.qualname, scale.row, chosen, "x")
    lines = planted.text.splitlines()
    assert '"""Scales."""' in lines[planted.rows.start - 2]
    assert lines[0] == '"""A module."""'
    compile(planted.text, "planted", "exec")
    body = [lines[row - 1].strip() for row in planted.rows]
    assert body == [each.strip() for each in chosen.text.format("x").splitlines()]


@pytest.mark.parametrize(
    ("number", "head", "call"),
    [
        (0, "def planted_caller(x, by):", "scale(planted_value, by)"),
        (2, "def planted_caller(self: Model, x):", "Model.apply(self, planted_value)"),
    ],
)
def test_a_jit_in_a_loop_is_planted_in_a_caller(
    number: int, head: str, call: str, site: Path
) -> None:
    function = corpus("tiny", site)[number]
    planted = plant(MODULE, function.qualname, function.row, FAULTS[-1], "x")
    body = [planted.text.splitlines()[row - 1].strip() for row in planted.rows]
    assert body == [
        head,
        "for planted in range(3):",
        f"planted_jax.jit(lambda planted_value: {call})(x)",
    ]
    compile(planted.text, "planted", "exec")


def test_what_is_known_of_a_function_is_asked_once(site: Path, tmp_path: Path) -> None:
    functions, asked = corpus("tiny", site), list[Jitted]()

    def trace_all(batch: Sequence[Jitted]) -> list[Outcome]:
        asked.extend(batch)
        verdict = Verdict("confirmed", arguments="scale(1.0, 2.0)")
        return [Outcome(each, verdict) for each in batch]

    file = tmp_path / "working.txt"
    first = Working({"tiny": "tiny==1"}, file).outcomes(functions, trace_all)
    again = Working({"tiny": "tiny==1"}, file).outcomes(functions, trace_all)
    assert asked == functions
    assert [each.verdict.arguments for each in again] == ["scale(1.0, 2.0)"] * len(functions)
    assert [each.is_traced for each in first] == [each.is_traced for each in again]
    Working({"tiny": "tiny==2"}, file).outcomes(functions, trace_all)
    assert len(asked) == 2 * len(functions)


def test_the_further_packages_are_twelve_others() -> None:
    further = {pin.package for pin in pins(FURTHER.read_text("utf-8"))}
    assert len(further) == 12
    assert further.isdisjoint(pin.package for pin in pins())

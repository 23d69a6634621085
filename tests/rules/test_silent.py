"""What raises nothing: JIT204 to JIT207, JIT304 and JIT410, each shown by JAX."""

import ast
from pathlib import Path
from typing import Any, Literal

import jax
import jax.numpy as jnp
import pytest
from manual import Example, examples, findings, run

from jitlint.rules.jit304_unrolled_loop import NOTABLE, SLOW

STATE = ("JIT204", "JIT205")


def of(kind: Literal["Bad", "Good"], *codes: str) -> list[Example]:
    """Returns the Bad or the Good programs of some rules."""
    return [example for example in examples(kind) if example.rule.code in codes]


@pytest.mark.parametrize("bad", of("Bad", *STATE), ids=str)
def test_what_is_lost_is_there_without_jit(bad: Example) -> None:
    jitted = result(bad)
    with jax.disable_jit():
        assert result(bad) != jitted


@pytest.mark.parametrize("good", of("Good", *STATE), ids=str)
def test_what_is_not_lost_is_the_same_without_jit(good: Example) -> None:
    jitted = result(good)
    with jax.disable_jit():
        assert result(good) == jitted


HANDED_OUT = """\
import jax

def paced():
    pace = 1.0
    step = jax.jit(lambda w: w * pace)

    def slows():
        nonlocal pace
        pace = pace / 2

    def walks():
        before = float(step(1.0))
        slows()
        return before, float(step(1.0))

    return walks
"""


def test_a_helper_that_is_known_binds_again_between_two_calls(tmp_path: Path) -> None:
    assert [f.code for f in findings(HANDED_OUT, tmp_path)] == ["JIT205"]
    called = f"{HANDED_OUT}\nresult = paced()()\n"
    jitted = run(called).names["result"]
    with jax.disable_jit():
        assert run(called).names["result"] != jitted


@pytest.mark.parametrize("bad", of("Bad", "JIT206"), ids=str)
def test_a_discarded_update_may_as_well_be_left_out(bad: Example, tmp_path: Path) -> None:
    rows = {f.at.row for f in findings(bad.text, tmp_path) if f.code == "JIT206"}
    kept = [line for row, line in enumerate(bad.text.splitlines(), 1) if row not in rows]
    assert bool(jnp.all(result(bad) == run("\n".join(kept)).names["result"]))


@pytest.mark.parametrize(
    ("bad", "good"), list(zip(of("Bad", "JIT206"), of("Good", "JIT206"), strict=True)), ids=str
)
def test_an_update_that_is_bound_changes_the_result(bad: Example, good: Example) -> None:
    assert not bool(jnp.all(result(bad) == result(good)))


@pytest.mark.parametrize("kind", ["Bad", "Good"])
def test_a_tracer_is_printed_on_every_call_or_the_number(
    kind: Literal["Bad", "Good"], capfd: pytest.CaptureFixture[str]
) -> None:
    (example,) = of(kind, "JIT207")
    run(example.text)
    jax.effects_barrier()
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == 3
    assert len(set(lines)) == (1 if kind == "Bad" else 3)
    assert all(("Tracer" in line) == (kind == "Bad") for line in lines)


def test_an_unrolled_loop_has_an_equation_for_each_iteration() -> None:
    (unrolled, _), (compiled, _) = of("Bad", "JIT304"), of("Good", "JIT304")
    assert len(equations(unrolled)) == 1000
    assert len(equations(compiled)) < 10


@pytest.mark.parametrize(("turns", "said"), [(NOTABLE, []), (SLOW - 1, []), (SLOW, ["JIT304"])])
def test_a_short_loop_may_be_unrolled(turns: int, said: list[str], tmp_path: Path) -> None:
    bad, _ = of("Bad", "JIT304")
    shortened = bad.text.replace("1000", str(turns))
    assert [f.code for f in findings(shortened, tmp_path)] == said


def test_jax_can_be_asked_to_refuse_a_key_used_twice() -> None:
    (bad,), (good,) = of("Bad", "JIT410"), of("Good", "JIT410")
    with jax.debug_key_reuse(True):
        assert isinstance(run(bad.text).error, jax.errors.KeyReuseError)
        assert run(good.text).error is None


@pytest.mark.parametrize(
    "name", ["two_samples", "split_and_sample", "sample_and_split", "in_a_loop"]
)
def test_jax_refuses_the_keys_of_the_fixture_as_well(name: str) -> None:
    names = fixture("jit410_random_key_used_twice")
    keys = [] if name == "two_samples" else [jax.random.key(0)]
    with jax.debug_key_reuse(True), pytest.raises(jax.errors.KeyReuseError):
        names[name](*keys)


def test_jax_does_not_refuse_what_is_silent_in_the_fixture() -> None:
    names = fixture("jit410_random_key_used_twice")
    silent = ("split_before", "bound_anew", "bound_anew_in_a_loop", "folded", "on_purpose")
    with jax.debug_key_reuse(True):
        for name in silent:
            names[name](jax.random.key(0))


def equations(example: Example) -> list[Any]:
    """Returns the equations that tracing `iterate` gives."""
    return jax.make_jaxpr(result_of(example, "iterate").__wrapped__)(1.0).eqns


def result(example: Example) -> Any:
    """Returns what a program calls its result."""
    return result_of(example, "result")


def result_of(example: Example, name: str) -> Any:
    """Returns one of the names of a program, which runs to its end."""
    outcome = run(example.text)
    assert outcome.error is None
    return outcome.names[name]


def fixture(stem: str) -> dict[str, Any]:
    """Returns the names of a fixture."""
    path = Path(__file__).parents[2] / "fixtures" / f"{stem}.py"
    names: dict[str, Any] = {"__name__": stem}
    exec(compile(ast.parse(path.read_text("utf-8")), str(path), "exec"), names)
    return names

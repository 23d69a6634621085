"""JIT2xx, JIT3xx and JIT5xx: what is done once, made anew, or kept too long."""

import pytest
from happenings import AT, KINDS, OTHER, array, said, traced, tree

from jitlint.interpreter.domain.values import Kind, Mapping, Sequence, Static, Unknown, Value
from jitlint.interpreter.events import Effect, FreshCall, Mutate

NUMPY = Static(type="numpy")
SHAPE = Static(3, known=True, type="int")


@pytest.mark.parametrize("kind", ["print", "log", "write"])
def test_showing_a_tracer_is_a_warning_and_showing_a_shape_a_note(kind: str) -> None:
    (shown,) = said("JIT201", Effect(AT, traced(), kind, "print", (SHAPE, tree())))
    (static,) = said("JIT201", Effect(AT, traced(), kind, "print", (SHAPE,)))
    assert (shown.severity, static.severity) == ("warning", "note")


@pytest.mark.parametrize(
    "container",
    [
        Sequence("list", [SHAPE, array()], Unknown(), 1),
        Sequence("tuple", None, array(), 1),
        Mapping({"x": array()}, None, 1),
        Mapping({}, array(), 1),
        Sequence("list", [Sequence("list", [array()], Unknown(), 1)], Unknown(), 1),
    ],
    ids=["list", "tuple", "dict", "keys unknown", "nested"],
)
def test_a_tracer_inside_a_container_is_seen(container: Value) -> None:
    (shown,) = said("JIT201", Effect(AT, traced(), "print", "print", (container,)))
    assert shown.severity == "warning"
    assert said("JIT501", Mutate(AT, traced(), "append", "SAVED", 0, container))


@pytest.mark.parametrize("code", ["JIT201", "JIT203"])
def test_python_runs_on_every_call_where_nothing_is_staged(code: str) -> None:
    for kind in ("print", "random", "time"):
        assert said(code, Effect(AT, traced("jax.grad", stages=False), kind, "f", (array(),))) == []
        assert said(code, Effect(AT, None, kind, "f", (array(),))) == []


@pytest.mark.parametrize("kind", ["random", "time", "input", "read"])
def test_a_frozen_answer_is_a_warning(kind: str) -> None:
    (finding,) = said("JIT203", Effect(AT, traced(), kind, "f", ()))
    assert finding.severity == "warning"


def test_a_frozen_feature_flag_is_a_note() -> None:
    (finding,) = said("JIT203", Effect(AT, traced(), "environment", "os.getenv", ()))
    assert finding.severity == "note"


@pytest.mark.parametrize("how", ["global", "nonlocal", "attribute", "item", "append"])
def test_state_that_is_older_than_the_traces_changes_once(how: str) -> None:
    (finding,) = said("JIT202", Mutate(AT, traced(), how, "STATE", 0, SHAPE))
    assert finding.severity == "warning"


def test_state_of_the_trace_itself_may_change() -> None:
    assert said("JIT202", Mutate(AT, traced(), "append", "parts", 1, SHAPE)) == []
    assert said("JIT501", Mutate(AT, traced(), "append", "parts", 1, array())) == []


def test_an_inner_grad_runs_as_often_as_the_jit_around_it() -> None:
    assert said("JIT202", Mutate(AT, traced(level=2), "append", "parts", 1, SHAPE)) == []


@pytest.mark.parametrize(
    ("how", "stored", "severity"),
    [
        ("item", SHAPE, "warning"),
        ("attribute", Static(type="float"), "warning"),
        ("append", Static("called", known=True, type="str"), "warning"),
        ("append", NUMPY, "warning"),
        ("item", array(), "warning"),
        ("item", NUMPY, "note"),
        ("global", Static(True, known=True, type="bool"), "note"),
        ("attribute", Static(None, known=True, type="None"), "note"),
        ("attribute", Unknown(), "note"),
        ("pop", Unknown(), "note"),
    ],
)
def test_what_counts_or_collects_is_a_warning_and_what_keeps_a_note(
    how: str, stored: Value, severity: str
) -> None:
    (finding,) = said("JIT202", Mutate(AT, traced(), how, "STATE", 0, stored))
    assert finding.severity == severity


@pytest.mark.parametrize("wrapper", ["jax.grad", "jax.vmap", "jax.checkpoint"])
def test_what_compiles_nothing_may_be_made_anew(wrapper: str) -> None:
    assert said("JIT301", FreshCall(AT, None, wrapper, "a lambda", OTHER, OTHER)) == []


def test_a_loop_that_is_traced_makes_nothing_anew() -> None:
    anywhere = FreshCall(AT, None, "jax.jit", "a lambda", OTHER, OTHER)
    under_grad = FreshCall(AT, traced("jax.grad", False), "jax.jit", "a lambda", OTHER, OTHER)
    under_jit = FreshCall(AT, traced(), "jax.jit", "a lambda", OTHER, OTHER)
    assert [len(said("JIT301", e)) for e in (anywhere, under_grad, under_jit)] == [1, 1, 0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [array, tree])
def test_a_stored_tracer_leaks_under_every_transformation(kind: Kind, make: type) -> None:
    for trace in (traced(), traced("jax.grad", False), traced("jax.vmap", False)):
        found = said("JIT501", Mutate(AT, trace, "append", "SAVED", 0, make(kind)))
        assert bool(found) == (kind in ("abstract", "concrete"))


def test_a_comparison_under_grad_is_no_tracer() -> None:
    plain = array("concrete", dtype="bool")
    assert said("JIT501", Mutate(AT, traced("jax.grad", False), "append", "SAVED", 0, plain)) == []


def test_state_of_the_outer_trace_may_hold_its_tracers_and_no_inner_ones() -> None:
    inner = array(level=2)
    around = traced(level=2)
    assert said("JIT501", Mutate(AT, around, "append", "parts", 1, array(level=1))) == []
    assert said("JIT501", Mutate(AT, around, "append", "parts", 1, inner))

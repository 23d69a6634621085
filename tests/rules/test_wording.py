"""What rules say, as text: one case per rule, and the words that they share."""

import pytest
from happenings import AT, OTHER, array, said, traced, tree

from jitlint.interpreter.domain.values import Origin
from jitlint.interpreter.events import (
    Branch,
    Convert,
    Effect,
    Event,
    FreshCall,
    Mutate,
    NumpyCall,
    PythonIndex,
)

CASES: dict[str, tuple[Event, str, str]] = {
    "JIT101": (
        Branch(AT, traced(), "if", array()),
        "`if` needs a concrete bool, but `{0}` is traced: it depends on `x` of `step`",
        "use `jnp.where` or `jax.lax.cond`, or make `x` static if it takes few values",
    ),
    "JIT102": (
        Convert(AT, traced(), "float()", array(), OTHER),
        "`float()` needs a concrete float, but `{0}` is traced: it depends on `x` of `step`",
        "convert outside `step`, or use `astype(float)` for the dtype alone",
    ),
    "JIT103": (
        NumpyCall(AT, traced(), "numpy.linalg.norm", ((tree(), OTHER),)),
        "`np.linalg.norm()` needs a concrete ndarray, but `{0}` is traced: "
        "it depends on `x` of `step`",
        "use `jnp.linalg.norm`, or make `x` static if it takes few values",
    ),
    "JIT104": (
        PythonIndex(AT, traced(), "list", array(), OTHER),
        "a list index needs a concrete int, but `{0}` is traced: it depends on `x` of `step`",
        "make one array of the list and index that, or make `x` static if it takes few values",
    ),
    "JIT201": (
        Effect(AT, traced(), "print", "builtins.print", (array(),)),
        "`print()` runs once per trace of `step`, not once per call, "
        "and what it shows is traced: it depends on `x` of `step`",
        "use `jax.debug.print` to see the values of every call",
    ),
    "JIT202": (
        Mutate(AT, traced(), "append", "self.history", 0, tree()),
        "`self.history` is changed by `append` once per trace of `step`, not once per call",
        "pass the state in and return it, or use `jax.debug.callback` for a record",
    ),
    "JIT203": (
        Effect(AT, traced(), "random", "numpy.random.normal", ()),
        "`np.random.normal()` is evaluated once per trace of `step`, not once per call: "
        "its answer is frozen into the compiled code",
        "pass a key and draw with `jax.random`",
    ),
    "JIT301": (
        FreshCall(AT, None, "jax.jit", "jax.grad(…)", OTHER, OTHER),
        "`jax.jit` compiles in every iteration: it is given `jax.grad(…)`, made anew each time",
        "make the jitted function once, before the loop, and pass what changes as an argument",
    ),
    "JIT501": (
        Mutate(AT, traced("jax.grad", False), "attribute", "self.hidden", 0, array("concrete")),
        "`self.hidden` outlives the trace of `step`, but what is stored in it is traced: "
        "it depends on `x` of `step`",
        "return it from `step` with `has_aux=True`",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_the_headline_and_the_help(code: str) -> None:
    event, message, help = CASES[code]
    (finding,) = said(code, event)
    assert finding.message == message
    assert finding.help == help


@pytest.mark.parametrize(
    ("asks", "opening"),
    [
        ("if-else", "a conditional expression needs a concrete bool, but `{0}` is"),
        ("a comprehension's if", "a comprehension's `if` needs a concrete bool, but `{0}` is"),
        ("a chained comparison", "a chained comparison needs a concrete bool, but `{0}` is"),
        ("max()", "`{0}` needs a concrete bool, but what it compares is"),
        ("any()", "`{0}` needs a concrete bool, but what it tests is"),
        ("match", "`match` needs a concrete bool, but what it compares with `{0}` is"),
    ],
)
def test_what_asks_is_named_in_the_users_words(asks: str, opening: str) -> None:
    (finding,) = said("JIT101", Branch(AT, traced(), asks, array()))
    assert finding.message.startswith(f"{opening} traced")


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ([], "it is made by JAX while `step` is traced"),
        ([("step", "x"), ("step", "n")], "it depends on `n` and `x` of `step`"),
        ([("step", "x"), ("body", "c")], "it depends on `c` of `body` and `x` of `step`"),
        ([("<lambda>", "v")], "it depends on `v` of a lambda"),
        ([("step", n) for n in "abcde"], "it depends on `a`, `b` and `c` of `step` and 2 more"),
    ],
)
def test_the_arguments_responsible_are_named(sources: list[tuple[str, str]], words: str) -> None:
    depends = frozenset(Origin(*source) for source in sources)
    (finding,) = said("JIT101", Branch(AT, traced(), "if", array(depends=depends)))
    assert finding.message.endswith(f" is traced: {words}")


def test_a_method_is_named_with_its_class_and_a_nested_function_without_its_surroundings() -> None:
    for qualname, shown in (("Model.step", "Model.step"), ("make.<locals>.step", "step")):
        (finding,) = said("JIT101", Branch(AT, traced(function=qualname), "if", array()))
        assert finding.message.endswith(f"it depends on `x` of `{shown}`")


@pytest.mark.parametrize("by", ["jax.grad", "jax.vmap", "jax.lax.scan"])
def test_static_is_offered_only_where_arguments_can_be_static(by: str) -> None:
    (finding,) = said("JIT101", Branch(AT, traced(by), "if", array()))
    assert finding.help == "use `jnp.where` or `jax.lax.cond`"


def test_static_is_not_offered_for_the_arguments_of_an_inner_function() -> None:
    depends = frozenset({Origin("body", "carry")})
    (finding,) = said("JIT101", Branch(AT, traced(), "if", array(depends=depends)))
    assert "static" not in finding.help


def test_braces_in_the_users_words_are_no_quotation() -> None:
    (finding,) = said("JIT202", Mutate(AT, traced(), "item", "state[{}]", 0, tree()))
    assert finding.message.format().startswith("`state[{}]` changes")


def test_a_scan_under_grad_is_not_said_to_be_the_function_around_it() -> None:
    (finding,) = said("JIT201", Effect(AT, traced("jax.grad"), "print", "builtins.print", ()))
    assert "once per trace within `step`, not each time its code runs" in finding.message

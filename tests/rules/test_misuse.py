"""JIT204 to JIT207, JIT302 to JIT304 and JIT4xx: which events are findings, and what they say."""

from dataclasses import replace

import pytest
from happenings import AT, OTHER, array, said, traced, tree
from msgspec import structs

from jitlint.core.finding import Place
from jitlint.interpreter.domain.values import Library, Mapping, Sequence, Static, Unknown, Value
from jitlint.interpreter.events import Event, FreshCall, MutateArgument, StaleRead
from jitlint.interpreter.events.misuse import (
    DebugFormat,
    Discard,
    DonatedRead,
    KeyReuse,
    LoopBody,
    RemovedName,
    SetItem,
    StaticArgument,
    TracedArgument,
    TracedMethod,
    Unroll,
    WrongOption,
)

TEXT = Static("mean", known=True, type="str")
NUMBER = Static(type="int")
LIST = Sequence("list", [NUMBER], Unknown(), 0)
PAIR = Sequence("tuple", [array(), array()], Unknown(), 1)


def static(
    value: Value, loop: bool = False, fresh: str = "", by: str | None = None
) -> StaticArgument:
    """Returns a call that passes a value for the static `n` of `step`."""
    trace = traced(by) if by else None
    varies = OTHER if loop else None
    return StaticArgument(AT, trace, "jax.jit", "step", "n", value, varies, fresh)


CASES: dict[str, tuple[Event, str, str]] = {
    "JIT204": (
        MutateArgument(AT, traced(), "item", "params", "params"),
        "`params` changes in a copy: JAX rebuilds the argument `params` of `step`, "
        "and the caller never sees the change",
        "return the changed `params` from `step` and use what it returns",
    ),
    "JIT205": (
        StaleRead(AT, traced(), "RATE", "global", OTHER),
        "`RATE` is read once per trace of `step`, not once per call, but it is assigned "
        "elsewhere: compiled code keeps the value of its first call",
        "pass `RATE` to `step` as an argument",
    ),
    "JIT206": (
        Discard(AT, None, "jax.Array.at.set"),
        "`.at[…].set(…)` changes nothing by itself: it returns a new array, "
        "and the statement throws that away",
        "bind what it returns: `x = x.at[…].set(…)`",
    ),
    "JIT207": (
        DebugFormat(AT, traced(), array()),
        "`jax.debug.print` prints a tracer on every call: its text is made while tracing, "
        "and what it shows is traced: it depends on `x` of `step`",
        'pass the value as a keyword: `jax.debug.print("x = {{x}}", x=x)`',
    ),
    "JIT302": (
        FreshCall(AT, None, "jax.jit", "a bound method", OTHER, OTHER),
        "`jax.jit` compiles in every iteration: it is given a bound method, "
        "which Python makes anew each time it is read",
        "jit the method once, before the loop or in `__init__`, and keep the result",
    ),
    "JIT303": (
        static(NUMBER, loop=True),
        "`step` compiles for every value of `n`: it is static, "
        "and `{0}` changes in every iteration of the loop",
        "leave `n` out of the static arguments if no shape or branch depends on it",
    ),
    "JIT304": (
        Unroll(AT, traced(), 1000),
        "a Python loop is unrolled into 1000 iterations, each of them compiled, "
        "while `step` is traced",
        "use `jax.lax.fori_loop` or `jax.lax.scan`, which compile their body once",
    ),
    "JIT401": (
        TracedMethod(AT, None, "jax.jit", "Model.step", "cls"),
        "`jax.jit` traces the `cls` of `Model.step`, but a class is no pytree",
        "use `@staticmethod`, or make `cls` static",
    ),
    "JIT402": (
        static(LIST),
        "the static `n` of `step` needs a hash, but `{0}` is a list, which has none",
        "pass a tuple",
    ),
    "JIT403": (
        TracedArgument(AT, None, "jax.jit", "step", "how", TEXT),
        "`how` of `step` is traced, but `{0}` is a text, "
        "which is no array and no container of arrays",
        "make `how` static, or bind it with `functools.partial` before jitting",
    ),
    "JIT404": (
        WrongOption(AT, None, "jax.jit", "step", "static_argnames", "m"),
        "`static_argnames` of `jax.jit` names `m`, which is no parameter of `step`",
        "name a parameter of `step`, or remove `m`",
    ),
    "JIT405": (
        DonatedRead(AT, None, "params", OTHER),
        "`params` is read after its buffer was donated: the array has been deleted",
        "bind the result to `params`, read it before the call, or do not donate it",
    ),
    "JIT406": (
        SetItem(AT, None, array("eager"), "x"),
        "`x` cannot be changed in place: it is a jax array",
        "bind a new array: `x = x.at[…].set(…)`, or `.add(…)`",
    ),
    "JIT408": (
        LoopBody(AT, None, "body", array()),
        "`jax.lax.scan` needs a pair, the carry and what to collect, but `body` returns an array",
        "return `carry, y`, or `carry, None` if there is nothing to collect",
    ),
    "JIT410": (
        KeyReuse(AT, None, "key", "jax.random.normal", OTHER),
        "the random key `key` is used again by `jax.random.normal`: "
        "the same key gives the same numbers",
        "split it first: `key, used = jax.random.split(key)`",
    ),
    "JIT412": (
        RemovedName(AT, None, "jax.tree_map"),
        "`jax.tree_map` is gone: JAX 0.6 and later have no such name",
        "use `jax.tree.map`",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_the_headline_and_the_help(code: str) -> None:
    event, message, help = CASES[code]
    (finding,) = said(code, event)
    assert (finding.message, finding.help) == (message, help)


@pytest.mark.parametrize("code", ["JIT205", "JIT405", "JIT410"])
def test_the_other_place_is_shown_last(code: str) -> None:
    (finding,) = said(code, CASES[code][0])
    assert finding.chain[-1].at == OTHER


@pytest.mark.parametrize("by", ["jax.grad", "jax.vmap"])
def test_grad_and_vmap_lose_changes_without_jit_as_well(by: str) -> None:
    assert said("JIT204", MutateArgument(AT, traced(by), "item", "params", "params")) == []


@pytest.mark.parametrize(("by", "within"), [("jax.lax.scan", ""), ("jax.jit", "Model.run")])
def test_only_a_trace_that_lasts_grows_stale(by: str, within: str) -> None:
    trace = traced(by)
    trace = structs.replace(trace, entry=replace(trace.entry, within=within))
    assert said("JIT205", StaleRead(AT, trace, "RATE", "global", OTHER)) == []


@pytest.mark.parametrize("function", ["jax.numpy.dot", "builtins.list.sort", "jax.lax.scan"])
def test_what_may_be_called_for_an_effect_may_be_a_statement(function: str) -> None:
    assert said("JIT206", Discard(AT, None, function)) == []


@pytest.mark.parametrize(
    "event",
    [
        static(NUMBER),
        static(NUMBER, loop=True, by="jax.jit"),
        static(Static(type="bool"), loop=True),
        static(Static(type="str"), loop=True),
        static(Unknown(), loop=True),
    ],
    ids=["the same", "in traced code", "a flag", "a text", "unknown"],
)
def test_a_static_argument_may_take_few_values(event: StaticArgument) -> None:
    assert said("JIT303", event) == []


@pytest.mark.parametrize(
    ("value", "said_of_it"),
    [
        (Mapping({}, None, 0), "is a dict"),
        (Sequence("tuple", [NUMBER, LIST], Unknown(), 0), "holds a list"),
        (array(), "is a tracer"),
        (array("eager"), "is a jax array"),
        (PAIR, "holds a tracer"),
    ],
    ids=["dict", "tuple of a list", "tracer", "array", "tuple of tracers"],
)
def test_what_has_no_hash_is_named(value: Value, said_of_it: str) -> None:
    (finding,) = said("JIT402", static(value))
    assert f"`{{0}}` {said_of_it}, which has none" in finding.message


@pytest.mark.parametrize("value", [NUMBER, TEXT, Unknown(), array(certain=False), tree()])
def test_what_may_have_a_hash_is_silent(value: Value) -> None:
    assert said("JIT402", static(value)) == []


@pytest.mark.parametrize(
    ("value", "said_of_it"),
    [
        (Library("builtins.len"), "is a function"),
        (Library("jax.numpy.float32"), "is a dtype"),
        (Library("jax.nn.relu"), "is a function"),
        (Sequence("tuple", [NUMBER, TEXT], Unknown(), 0), "holds a text"),
        (Mapping({"how": TEXT}, None, 0), "holds a text"),
        (Sequence("set", None, NUMBER, 0), "is a set"),
    ],
    ids=["function", "dtype", "activation", "tuple", "dict", "set"],
)
def test_what_cannot_be_traced_is_named(value: Value, said_of_it: str) -> None:
    (finding,) = said("JIT403", TracedArgument(AT, None, "jax.jit", "step", "x", value))
    assert f"`{{0}}` {said_of_it}, which is no array" in finding.message


@pytest.mark.parametrize(
    "value",
    [NUMBER, Unknown(), array(), tree(), LIST, Library("jax.numpy.pi"), Library("other.thing")],
)
def test_what_may_be_traced_is_silent(value: Value) -> None:
    assert said("JIT403", TracedArgument(AT, None, "jax.jit", "step", "x", value)) == []


def test_other_wrappers_sort_their_arguments_themselves() -> None:
    assert said("JIT403", TracedArgument(AT, None, "equinox.filter_jit", "step", "x", TEXT)) == []


@pytest.mark.parametrize("value", [PAIR, Unknown(), tree(), Static()])
def test_what_may_be_a_pair_is_silent(value: Value) -> None:
    assert said("JIT408", LoopBody(AT, None, "body", value)) == []


@pytest.mark.parametrize("value", [tree(), Unknown(), Static(type="numpy"), LIST])
def test_only_a_jax_array_has_no_items_to_assign(value: Value) -> None:
    assert said("JIT406", SetItem(AT, traced(), value, "x")) == []


def test_a_name_of_a_removed_module_is_removed() -> None:
    (finding,) = said("JIT412", RemovedName(AT, None, "jax.experimental.host_callback.call"))
    assert finding.message.startswith("`jax.experimental.host_callback` is gone: JAX 0.8")
    assert said("JIT412", RemovedName(AT, None, "jax.tree_util.tree_map")) == []


@pytest.mark.parametrize(
    ("path", "severity"),
    [
        ("train.py", "warning"),
        ("latest.py", "warning"),
        ("test_layers.py", "note"),
        ("layers_test.py", "note"),
        ("tests/shapes.py", "note"),
        ("conftest.py", "note"),
    ],
)
def test_a_key_used_twice_by_a_test_is_a_note(path: str, severity: str) -> None:
    at = Place(path, 7)
    (finding,) = said("JIT410", KeyReuse(at, None, "key", "jax.random.normal", at))
    assert finding.severity == severity

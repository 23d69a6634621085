"""JIT108, JIT109 and JIT502: what a tracer has not, and what must not be kept of it."""

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import pytest
from happenings import AT, KINDS, OTHER, array, said, traced, tree

from jitlint.interpreter.domain.values import (
    NOTHING,
    Kind,
    Mapping,
    Sequence,
    Static,
    Unknown,
    Value,
)
from jitlint.interpreter.events import ArrayAttribute, Event, Hash
from jitlint.interpreter.events.misuse import Memo
from jitlint.rules.jit108_attribute_that_tracers_lack import ABSENT, OF_BUFFERS, UNMISTAKABLE

SURE = ("abstract", "concrete")
TRANSFORMS = pytest.mark.parametrize("transform", [jax.jit, jax.vmap, jax.grad])
WITH_ARGUMENT = ("addressable_data",)
HASHING: dict[str, Callable[[Any], Any]] = {
    "a dict key": lambda x: {0: 1}[x],
    "a dict display": lambda x: {x: 1},
    "get": {}.get,
    "in": lambda x: x in {0: 1},
    "setitem": lambda x: {}.__setitem__(x, 1),
    "a set": lambda x: {x},
    "add": lambda x: set().add(x),
    "hash()": hash,
    "lru_cache": functools.lru_cache(lambda x: x),
    "cache": functools.cache(lambda x: x),
}


@TRANSFORMS
@pytest.mark.parametrize("name", sorted(ABSENT | OF_BUFFERS))
def test_jax_raises_what_is_claimed_of_an_attribute(transform: Any, name: str) -> None:
    (finding,) = said("JIT108", ArrayAttribute(AT, traced(), name, array(), OTHER))
    with pytest.raises((AttributeError, jax.errors.ConcretizationTypeError)) as raised:
        transform(lambda x: ask(x, name))(jnp.ones(3))
    assert (raised.type.__name__,) == finding.claim.errors


@pytest.mark.parametrize("name", sorted(ABSENT | OF_BUFFERS - {"delete", "global_shards"}))
def test_an_array_outside_of_all_traces_has_the_attribute(name: str) -> None:
    ask(jnp.ones(3), name)


@pytest.mark.parametrize("name", ["shape", "aval", "weak_type", "nbytes", "itemsize", "at", "real"])
def test_what_tracers_have_is_not_reported(name: str) -> None:
    jax.jit(lambda x: (getattr(x, name), x)[1])(jnp.ones(3))
    assert said("JIT108", ArrayAttribute(AT, traced(), name, array(), OTHER)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_tracer_lacks_it(kind: Kind) -> None:
    for trace in (traced(), traced("jax.grad", False), traced("jax.vmap", False)):
        found = said("JIT108", ArrayAttribute(AT, trace, "sharding", array(kind), OTHER))
        assert bool(found) == (kind in SURE)


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_an_argument_may_be_an_object_with_a_field_of_that_name(name: str) -> None:
    found = said("JIT108", ArrayAttribute(AT, traced(), name, tree(), OTHER))
    assert bool(found) == (name in UNMISTAKABLE)


@TRANSFORMS
@pytest.mark.parametrize("by", HASHING)
def test_no_tracer_has_a_hash(transform: Any, by: str) -> None:
    (finding,) = said("JIT109", Hash(AT, traced(), by, array(), OTHER))

    def step(x: Any) -> Any:
        HASHING[by](x)
        return jnp.sum(x)

    with pytest.raises(TypeError, match="unhashable type") as raised:
        transform(step)(jnp.ones(3))
    assert (raised.type.__name__,) == finding.claim.errors


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [array, tree])
def test_a_tracer_as_key_is_reported(kind: Kind, make: type) -> None:
    found = said("JIT109", Hash(AT, traced(), "a dict key", make(kind), OTHER))
    assert bool(found) == (kind in SURE)


def test_what_only_may_be_a_tracer_may_be_a_key() -> None:
    for value in (array(certain=False), Static("w", known=True, type="str"), Unknown()):
        assert said("JIT109", Hash(AT, traced(), "a dict key", value, OTHER)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_cache_may_keep_all_but_tracers(kind: Kind) -> None:
    value: Value
    for value in (
        array(kind, NOTHING),
        Sequence("tuple", [Static(), array(kind)], Unknown(), 1),
        Mapping({"x": array(kind)}, None, 1),
    ):
        found = said("JIT502", Memo(AT, traced(), "table", "functools.lru_cache", value))
        assert bool(found) == (kind in SURE)


def test_a_cache_outside_of_all_traces_is_not_reported() -> None:
    assert said("JIT502", Memo(AT, None, "table", "functools.cache", array("eager"))) == []


@pytest.mark.parametrize(
    ("code", "event", "message", "help"),
    [
        (
            "JIT108",
            ArrayAttribute(AT, traced(), "block_until_ready", array(), OTHER),
            "`.block_until_ready` needs a concrete array, but `{0}` is traced: "
            "it depends on `x` of `step`",
            "wait outside `step`, or use `jax.block_until_ready`, which hands tracers on",
        ),
        (
            "JIT108",
            ArrayAttribute(AT, traced(), "sharding", array(), OTHER),
            "`.sharding` needs a concrete array, but `{0}` is traced: it depends on `x` of `step`",
            "ask outside `step`, and pass the answer in",
        ),
        (
            "JIT109",
            Hash(AT, traced(), "a dict key", array(), OTHER),
            "a dict key needs a concrete value, but `{0}` is traced: it depends on `x` of `step`",
            "make one array of the dict's values and index that, or use `jax.lax.switch`, "
            "or make `x` static if it takes few values",
        ),
        (
            "JIT109",
            Hash(AT, traced(), "`cube()`", array(), OTHER),
            "`cube()` is memoised and needs concrete arguments, but `{0}` is traced: "
            "it depends on `x` of `step`",
            "call what is not memoised, or make `x` static if it takes few values",
        ),
        (
            "JIT502",
            Memo(AT, traced(), "table", "functools.lru_cache", array(depends=NOTHING)),
            "`lru_cache` keeps what `table` returns beyond the trace of `step`, "
            "but that is traced: it is made by JAX while `step` is traced",
            "build it with NumPy, or within `jax.ensure_compile_time_eval()`, "
            "or call `table` before the trace",
        ),
    ],
)
def test_the_headline_and_the_help(code: str, event: Event, message: str, help: str) -> None:
    (finding,) = said(code, event)
    assert (finding.message, finding.help) == (message, help)


def test_waiting_for_a_pytree_hands_tracers_on() -> None:
    assert jax.jit(lambda x: jax.block_until_ready(2 * x))(1.0) == 2.0


def ask(value: Any, name: str) -> Any:
    """Takes an attribute, and calls it if it is a method."""
    found = getattr(value, name)
    if name in WITH_ARGUMENT:
        found(0)
    elif callable(found) and name not in ("sharding", "device"):
        found()
    return jnp.sum(value)

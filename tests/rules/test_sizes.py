"""JIT105 to JIT107: shapes that would follow from what is not known yet."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import pytest
from happenings import AT, KINDS, OTHER, array, said, traced, tree

from jitlint.interpreter.domain.values import NOTHING, Array, Kind, Static, Tree, Unknown
from jitlint.interpreter.events import SliceBound, StaticParameter, UnknownSize
from jitlint.rules.jit105_traced_value_as_size import INSTEAD, rule

KEY = jax.random.key(0)
MATRIX = jnp.ones((4, 4))
ROW = jnp.arange(4.0)
STATIC: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("jax.numpy.zeros", "shape"): lambda n: jnp.zeros((n, 2)),
    ("jax.numpy.full", "shape"): lambda n: jnp.full(n, 1.0),
    ("jax.numpy.broadcast_to", "shape"): lambda n: jnp.broadcast_to(ROW, (n, 4)),
    ("jax.Array.reshape", "args"): lambda n: ROW.reshape(n, -1),
    ("jax.numpy.reshape", "shape"): lambda n: jnp.reshape(ROW, n),
    ("jax.random.normal", "shape"): lambda n: jax.random.normal(KEY, (n,)),
    ("jax.random.choice", "shape"): lambda n: jax.random.choice(KEY, ROW, (n,)),
    ("jax.numpy.tile", "reps"): lambda n: jnp.tile(ROW, n),
    ("jax.numpy.resize", "new_shape"): lambda n: jnp.resize(ROW, n),
    ("jax.lax.dynamic_slice", "slice_sizes"): lambda n: jax.lax.dynamic_slice(ROW, (0,), (n,)),
    ("jax.numpy.eye", "N"): jnp.eye,
    ("jax.numpy.arange", "stop"): lambda n: jnp.arange(0, n),
    ("jax.numpy.linspace", "num"): lambda n: jnp.linspace(0.0, 1.0, n),
    ("jax.nn.one_hot", "num_classes"): lambda n: jax.nn.one_hot(0, n),
    ("jax.numpy.pad", "pad_width"): lambda n: jnp.pad(ROW, n),
    ("jax.numpy.split", "indices_or_sections"): lambda n: jnp.split(ROW, n),
    ("jax.random.split", "num"): lambda n: jax.random.split(KEY, n),
    ("jax.lax.scan", "length"): lambda n: jax.lax.scan(lambda c, _: (c, c), 0, None, n),
    ("jax.lax.top_k", "k"): lambda n: jax.lax.top_k(ROW, n),
    ("jax.lax.integer_pow", "y"): lambda n: jax.lax.integer_pow(ROW, n),
    ("jax.lax.slice_in_dim", "start_index"): lambda n: jax.lax.slice_in_dim(ROW, n, 4),
    ("jax.numpy.sum", "axis"): lambda n: jnp.sum(MATRIX, axis=n),
    ("jax.numpy.argsort", "axis"): lambda n: jnp.argsort(MATRIX, n),
    ("jax.numpy.concatenate", "axis"): lambda n: jnp.concatenate([ROW, ROW], axis=n),
    ("jax.nn.logsumexp", "axis"): lambda n: jax.nn.logsumexp(MATRIX, n),
    ("jax.random.categorical", "axis"): lambda n: jax.random.categorical(KEY, MATRIX, axis=n),
    ("jax.Array.transpose", "args"): lambda n: MATRIX.transpose(n, 0),
    ("jax.numpy.swapaxes", "axis1"): lambda n: jnp.swapaxes(MATRIX, n, 0),
    ("jax.numpy.moveaxis", "source"): lambda n: jnp.moveaxis(MATRIX, n, 0),
    ("jax.numpy.sum", "keepdims"): lambda n: jnp.sum(MATRIX, keepdims=n),
    ("jax.numpy.argmax", "keepdims"): lambda n: jnp.argmax(MATRIX, keepdims=n),
    ("jax.lax.cummax", "reverse"): lambda n: jax.lax.cummax(ROW, reverse=n),
    ("jax.numpy.round", "decimals"): lambda n: jnp.round(ROW, n),
    ("jax.numpy.linalg.matrix_power", "n"): lambda n: jnp.linalg.matrix_power(MATRIX, n),
    ("jax.numpy.fft.fft", "n"): lambda n: jnp.fft.fft(ROW, n),
}
SIZED: dict[tuple[str, tuple[str, ...]], Callable[[Any], Any]] = {
    ("x[mask]", ()): lambda x: x[x > 0],
    ("x.at[mask]", ()): lambda x: x.at[x > 0].set(0.0),
    ("jax.numpy.nonzero", ("size",)): jnp.nonzero,
    ("jax.numpy.where", ("size", "x", "y")): jnp.where,
    ("jax.numpy.unique", ("size",)): jnp.unique,
    ("jax.numpy.extract", ("size",)): lambda x: jnp.extract(x > 0, x),
    ("jax.numpy.compress", ("size",)): lambda x: jnp.compress(x > 0, x),
    ("jax.numpy.repeat", ("total_repeat_length",)): lambda x: jnp.repeat(ROW, x.astype(int)),
    ("jax.numpy.bincount", ("length",)): lambda x: jnp.bincount(x.astype(int)),
    ("jax.numpy.delete", ("assume_unique_indices",)): lambda x: jnp.delete(ROW, x.astype(int)),
    ("jax.numpy.choose", ("mode",)): lambda x: jnp.choose(x.astype(int), [ROW] * 4),
    ("jax.numpy.setdiff1d", ("size",)): lambda x: jnp.setdiff1d(x, x),
    ("jax.ops.segment_sum", ("num_segments",)): lambda x: jax.ops.segment_sum(x, x.astype(int)),
}


@pytest.mark.parametrize(("function", "parameter"), STATIC)
def test_jax_raises_what_is_claimed_of_a_traced_size(function: str, parameter: str) -> None:
    event = StaticParameter(AT, traced(), function, parameter, array(), OTHER)
    (finding,) = said("JIT105", event)
    assert error_of(STATIC[function, parameter], 1) in finding.claim.errors


@pytest.mark.parametrize(("function", "sizes"), SIZED)
def test_jax_raises_what_is_claimed_of_a_missing_size(
    function: str, sizes: tuple[str, ...]
) -> None:
    (finding,) = said("JIT106", UnknownSize(AT, traced(), function, sizes, array(), OTHER))
    assert error_of(SIZED[function, sizes], ROW) in finding.claim.errors


def test_every_class_that_a_traced_size_may_raise_is_met() -> None:
    assert {error_of(call, 1) for call in STATIC.values()} == set(rule.errors)


@pytest.mark.parametrize("call", [lambda n: ROW[:n], lambda n: ROW.at[n:].set(0.0)])
def test_jax_raises_what_is_claimed_of_a_traced_bound(call: Callable[[Any], Any]) -> None:
    (finding,) = said("JIT107", SliceBound(AT, traced(), array(), OTHER, False))
    assert finding.claim.errors == (error_of(call, 2),)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [array, tree])
def test_only_an_abstract_number_makes_no_shape(kind: Kind, make: type) -> None:
    value: Array | Tree = make(kind)
    trace = traced()
    for code, event in (
        ("JIT105", StaticParameter(AT, trace, "jax.numpy.zeros", "shape", value, OTHER)),
        ("JIT106", UnknownSize(AT, trace, "jax.numpy.unique", ("size",), value, OTHER)),
        ("JIT107", SliceBound(AT, trace, value, OTHER, False)),
    ):
        assert bool(said(code, event)) == (kind == "abstract")


@pytest.mark.parametrize(
    "value", [array(certain=False), Static(3, known=True), Unknown()], ids=repr
)
def test_what_may_be_known_is_not_reported(value: Any) -> None:
    for code, event in (
        ("JIT105", StaticParameter(AT, traced(), "jax.numpy.zeros", "shape", value, OTHER)),
        ("JIT106", UnknownSize(AT, traced(), "x[mask]", (), value, OTHER)),
        ("JIT107", SliceBound(AT, traced(), value, OTHER, True)),
    ):
        assert said(code, event) == []


def test_a_size_that_jnp_made_traced_is_not_to_become_an_argument() -> None:
    made = array(depends=NOTHING)
    (finding,) = said(
        "JIT105", StaticParameter(AT, traced(), "jax.numpy.arange", "stop", made, OTHER)
    )
    assert finding.message == (
        "`jnp.arange()` needs a concrete `stop`, but `{0}` is traced: "
        "it is made by JAX while `step` is traced"
    )
    assert finding.help.startswith("compute it with Python or NumPy (`math.prod`")


@pytest.mark.parametrize(
    ("function", "parameter", "question", "help"),
    [
        ("jax.numpy.zeros", "shape", "`jnp.zeros()` needs a concrete `shape`", "use the size of"),
        ("jax.Array.reshape", "args", "`.reshape()` needs a concrete `shape`", "use the size of"),
        ("jax.Array.transpose", "args", "`.transpose()` needs a concrete `axes`", "choose among"),
        ("jax.numpy.sum", "axis", "`jnp.sum()` needs a concrete `axis`", "choose among a few axes"),
        ("jax.numpy.sum", "keepdims", "`jnp.sum()` needs a concrete `keepdims`", "compute both"),
        ("jax.lax.scan", "length", "`jax.lax.scan()` needs a concrete `length`", "use `jax.lax.f"),
    ],
)
def test_what_asks_for_a_size_is_named_in_the_users_words(
    function: str, parameter: str, question: str, help: str
) -> None:
    event = StaticParameter(AT, traced(), function, parameter, array(), OTHER)
    (finding,) = said("JIT105", event)
    ending = ", but `{0}` is traced: it depends on `x` of `step`"
    assert finding.message == question + ending
    assert finding.help.startswith(help)
    assert finding.help.endswith(", or make `x` static if it takes few values")


@pytest.mark.parametrize(
    ("function", "sizes", "question", "help"),
    [
        ("x[mask]", (), "indexing by a mask needs a concrete mask", "use `jnp.where(mask, x, v"),
        ("x.at[mask]", (), "an update by a mask needs a concrete mask", "use `jnp.where(mask, v"),
        (
            "jax.numpy.unique",
            ("size",),
            "the size of what `jnp.unique()` returns depends on values",
            "pass `size=…`, an upper bound",
        ),
        (
            "jax.numpy.repeat",
            ("total_repeat_length",),
            "the size of what `jnp.repeat()` returns depends on values",
            "pass `total_repeat_length=…`, an upper bound",
        ),
        (
            "jax.numpy.where",
            ("size", "x", "y"),
            "the size of what `jnp.where()` returns depends on values",
            "use `jnp.where` with three arguments",
        ),
        (
            "jax.numpy.choose",
            ("mode",),
            "`jnp.choose()` needs concrete values",
            "pass `mode='clip'`",
        ),
    ],
)
def test_the_help_names_the_parameter_that_settles_the_size(
    function: str, sizes: tuple[str, ...], question: str, help: str
) -> None:
    (finding,) = said("JIT106", UnknownSize(AT, traced(), function, sizes, array(), OTHER))
    ending = ", but `{0}` is traced: it depends on `x` of `step`"
    assert finding.message == question + ending
    assert finding.help.startswith(help)


@pytest.mark.parametrize(
    ("updates", "question", "help"),
    [
        (False, "a slice of an array needs concrete bounds", "use `jax.lax.dynamic_slice_in_dim`"),
        (True, "an update of a slice needs concrete bounds", "use `jax.lax.dynamic_update_slice"),
    ],
)
def test_a_slice_is_told_from_its_update(updates: bool, question: str, help: str) -> None:
    (finding,) = said("JIT107", SliceBound(AT, traced(), array(), OTHER, updates))
    ending = ", but `{0}` is traced: it depends on `x` of `step`"
    assert finding.message == question + ending
    assert finding.help.startswith(help)


@pytest.mark.parametrize("function", INSTEAD)
def test_what_the_help_replaces_is_in_jax(function: str) -> None:
    found: Any = jax
    for name in function.split(".")[1:]:
        found = getattr(found, name)
    assert callable(found)


def error_of(call: Callable[[Any], Any], argument: Any) -> str:
    """Returns the name of the class that a jitted call raises."""
    try:
        jax.jit(call)(argument)
    except Exception as error:
        return type(error).__name__
    return "nothing"

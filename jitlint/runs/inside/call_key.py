"""The keys by which JAX looks calls up in its caches: function, options, and arguments."""

import contextlib
import inspect
import itertools
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .context import Context, context
from .untyped import module

LONGEST_TEXT = 60
# A call with more leaves than this is compared by the first of them.
MOST_LEAVES = 2000
OPTIONS = (
    ("static_argnums", "static arguments"), ("static_argnames", "static arguments"),
    ("donate_argnums", "donation"), ("donate_argnames", "donation"),
    ("in_shardings_leaves", "in_shardings"), ("out_shardings_leaves", "out_shardings"),
    ("in_layouts_leaves", "in_layouts"), ("out_layouts_leaves", "out_layouts"),
    ("device", "device"), ("backend", "backend"), ("keep_unused", "keep_unused"),
    ("inline", "inline"), ("compiler_options_kvs", "compiler_options"),
)  # fmt: skip
DTYPES = {"float": "f", "bfloat": "bf", "uint": "u", "int": "i", "complex": "c"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One array of the arguments, as JAX sees it before it has a value."""

    dtype: str
    shape: tuple[Any, ...]
    weak: bool
    placement: str = ""
    traced_by: str = ""

    @property
    def text(self) -> str:
        """The type as JAX writes it: `f32[32,784]`."""
        return f"{short(self.dtype)}[{','.join(map(str, self.shape))}]"


@dataclass(frozen=True, slots=True)
class StaticKey:
    """A static argument: its text, and its hash, for JAX asks whether two are equal."""

    text: str
    hashed: int
    is_opaque: bool = False


@dataclass(frozen=True, slots=True)
class TracedKey:
    """One argument that is traced: its tree, and the leaves by their paths."""

    structure: str
    leaves: tuple[tuple[str, Leaf], ...]


@dataclass(frozen=True, slots=True)
class CallKey:
    """The key of one call. `function` counts function objects: another number, another object."""

    function: int
    options: dict[str, str]
    statics: dict[str, StaticKey]
    arguments: dict[str, TracedKey]
    form: tuple[int, tuple[str, ...]]
    context: Context

    def is_same_call(self, other: "CallKey") -> bool:
        """Whether two keys may be of one call, at two moments: JAX changes the context itself."""
        return replace(self, context={}) == replace(other, context={})


_serials: "weakref.WeakKeyDictionary[Any, int]" = weakref.WeakKeyDictionary()
_next = itertools.count(1)


def key_of(function: Any, info: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> CallKey:
    """Returns the key of a call; it holds neither the function nor a value of an argument."""
    given = dict(_named(function, args, kwargs))
    static = _static_names(function, info, args)
    return CallKey(
        _serial(function),
        _options(info),
        {name: _static(value) for name, value in given.items() if name in static},
        {name: _argument(value) for name, value in given.items() if name not in static},
        (len(args), tuple(sorted(kwargs))),
        context(),
    )


def short(dtype: str) -> str:
    """Returns `f32` for `float32`."""
    name = dtype.rstrip("0123456789")
    return DTYPES[name] + dtype[len(name) :] if name in DTYPES else dtype


def _serial(function: Any) -> int:
    """JAX holds functions weakly and by equality, and so does this."""
    with contextlib.suppress(TypeError):
        known = _serials.get(function)
        if known is None:
            known = _serials[function] = next(_next)
        return known
    return id(function)


def _options(info: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in OPTIONS:
        value = getattr(info, name, None)
        if value not in (None, (), False):
            found[words] = f"{found.get(words, '')} {value}".strip()
    return found


def _named(
    function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Yields the arguments by the names of their parameters, of `*rest` as `rest[0]`."""
    names = _parameters(function)
    for place, value in enumerate(args):
        plain = names[0][place] if place < len(names[0]) else ""
        yield plain or f"{names[1]}[{place - len(names[0])}]", value
    yield from kwargs.items()


def _parameters(function: Any) -> tuple[list[str], str]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return [], "argument "
    plain = [e.name for e in parameters if e.kind in (e.POSITIONAL_ONLY, e.POSITIONAL_OR_KEYWORD)]
    rest = next((e.name for e in parameters if e.kind is e.VAR_POSITIONAL), "argument ")
    return plain, rest


def _static_names(function: Any, info: Any, args: tuple[Any, ...]) -> set[str]:
    """Returns which arguments JAX takes as they are; it has worked out the one from the other."""
    named = [name for name, _ in _named(function, args, {})]
    places = [
        place for place in getattr(info, "static_argnums", ()) if -len(args) <= place < len(args)
    ]
    return {*getattr(info, "static_argnames", ()), *(named[place] for place in places)}


def _static(value: Any) -> StaticKey:
    try:
        hashed = hash(value)
    except Exception:
        hashed = id(value)
    is_opaque = type(value).__repr__ is object.__repr__ or callable(value)
    return StaticKey(_static_text(value, is_opaque), hashed, is_opaque)


def _static_text(value: Any, is_opaque: bool) -> str:
    if is_opaque:
        return str(getattr(value, "__qualname__", type(value).__qualname__))
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = type(value).__qualname__
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _argument(value: Any) -> TracedKey:
    jax = module("jax")
    leaves, tree = jax.tree_util.tree_flatten_with_path(value)
    structure = str(tree).removeprefix("PyTreeDef(").removesuffix(")")
    paths = ((jax.tree_util.keystr(path), _leaf(leaf)) for path, leaf in leaves[:MOST_LEAVES])
    return TracedKey(structure, tuple(paths))


def _leaf(value: Any) -> Leaf:
    jax = module("jax")
    try:
        aval: Any = jax.typeof(value)
    except Exception:
        return Leaf(type(value).__qualname__, (), False)
    dtype, shape = str(getattr(aval, "dtype", aval)), tuple(getattr(aval, "shape", ()))
    weak = bool(getattr(aval, "weak_type", False))
    if isinstance(value, jax.core.Tracer):
        return Leaf(dtype, shape, weak, traced_by=type(value).__name__)
    return Leaf(dtype, shape, weak, _placement(value))


def _placement(value: Any) -> str:
    """Returns where an array has been put; where none was asked for JAX is free to choose."""
    if not getattr(value, "committed", getattr(value, "_committed", False)):
        return ""
    sharding = getattr(value, "sharding", None)
    mesh, spec = getattr(sharding, "mesh", None), getattr(sharding, "spec", None)
    kind = getattr(sharding, "memory_kind", None)
    suffix = "" if kind in (None, "device", "unpinned_host") else f" in {kind}"
    if mesh is None or spec is None:
        return f"{', '.join(sorted(map(str, value.devices())))}{suffix}"
    return f"{spec} over {dict(mesh.shape)}{suffix}".replace("PartitionSpec", "P")

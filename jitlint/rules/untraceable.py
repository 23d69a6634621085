"""Values that JAX cannot trace, since they are no arrays and no containers of arrays."""

from collections.abc import Collection

from jitlint.interpreter.domain.values import (
    Class,
    Foreign,
    Function,
    Instance,
    Library,
    Mapping,
    Module,
    OneOf,
    Sequence,
    Static,
    Transformed,
    Value,
)
from jitlint.rules.wording import last_part, whole_or_part

DTYPES = frozenset(
    "bool_ int4 int8 int16 int32 int64 uint4 uint8 uint16 uint32 uint64 float16 float32 float64"
    " bfloat16 complex64 complex128".split()
)
CALLED = ("jax.nn.", "jax.lax.", "jax.random.")
FUNCTIONS = frozenset(
    "abs absolute add cos cosh divide dot exp log matmul max maximum mean min minimum multiply prod"
    " sin sinh sqrt square std subtract sum tan tanh var".split()
)
BUILTINS = frozenset(
    "abs all any bool complex dict float hash id int len list max min object pow print range round"
    " set slice sorted str sum tuple type".split()
)
HOLDING = {
    "equinox.nn.MLP": "eqx.nn.MLP",
    "equinox.nn.Lambda": "eqx.nn.Lambda",
    "equinox.nn._Sequential": "eqx.nn.Sequential",
}


def untraceable(value: Value, opaque: str) -> str:
    """Returns what a value is, or holds, that JAX cannot trace; empty where nothing surely is.

    `opaque` is the class of an object that it is or holds and that is no pytree.
    """
    found = whole_or_part(value, _alone, _held)
    if found or not opaque:
        return found
    return f"{'' if isinstance(value, Instance) else 'holds '}an object of `{opaque}`"


def _held(value: Value) -> Collection[Value]:
    match value:
        case Sequence(kind="list" | "tuple", items=list() as items):
            return items
        case Mapping(items=items, rest=None, exact=True):
            return items.values()
        case Instance(cls=cls, attributes=attributes) if cls.layout:
            return [v for name, v in attributes.items() if name in cls.layout.traced]
        case _:
            return ()


def _alone(value: Value) -> str:
    match value:
        case Static(type="enum"):
            return "a member of an enum"
        case Static(type="str" | "bytes" as kind):
            return "a text" if kind == "str" else "bytes"
        case Function():
            return "a function"
        case Transformed(model=model) if model.name.startswith("jax."):
            return "a function"
        case Class():
            return "a class"
        case Module():
            return "a module"
        case Library(name=name, self=None):
            return _of_library(name)
        case Sequence(kind="set"):
            return "a set"
        case Foreign(cls=name, owner=held) if name in HOLDING:
            is_any = held is not None and whole_or_part(held, _alone, _held)
            return f"an `{HOLDING[name]}` that holds functions" if is_any or held is None else ""
        case OneOf(values=values):
            found = [_alone(each) for each in values]
            return found[0] if all(found) else ""
        case _:
            return ""


def _of_library(name: str) -> str:
    module, _, last = name.rpartition(".")
    if module == "builtins":
        return "a function" if last in BUILTINS else ""
    if module in ("numpy", "jax.numpy"):
        if last in DTYPES:
            return "a dtype"
        return "a function" if last in FUNCTIONS else ""
    return "a function" if name.startswith(CALLED) and last_part(name).islower() else ""

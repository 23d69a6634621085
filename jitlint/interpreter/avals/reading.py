"""Values as the arguments of JAX's functions: their avals, numbers, shapes, axes and dtypes."""

from collections.abc import Callable

from jitlint.interpreter.domain.aval import (
    ANYTHING,
    Aval,
    Dimensions,
    dtype_named,
    join_avals,
    known,
    scalar,
)
from jitlint.interpreter.domain.values import Array, Foreign, Library, Sequence, Static, Value

Rule = Callable[[list[Value], dict[str, Value]], Aval]  # by operands, and all by parameter
DTYPE = "dtype"  # the type of a `Static` whose value is the name of a dtype
_SCALARS = ("bool", "int", "float", "complex")
_HOMES = ("jax.numpy.", "numpy.", "builtins.", "ml_dtypes.")
_NESTED = 4  # lists in one another that are read as an array


class UnsureError(Exception):
    """An argument is not known that decides what comes back."""


def aval_of(value: Value | None) -> Aval:
    """Returns what is known of a value that JAX takes for an array."""
    match value:
        case Array(aval=aval):
            return aval
        case Static(type=name, known=is_known) if name in _SCALARS:
            made = scalar(name)
            return made if is_known else known((), made.dtype)
        case Foreign(owner=Array(aval=aval)):
            return aval
        case _:
            return ANYTHING


def nested(value: Value, depth: int = _NESTED) -> Aval:
    """Returns what `jnp.array` makes of nested lists; of a number or an array it is that of it."""
    if not isinstance(value, Sequence) or value.name == "slice":
        return aval_of(value)
    if value.items is None or not depth:
        return ANYTHING
    inner = [nested(item, depth - 1) for item in value.items]
    if not inner:
        return Aval((0,), "float32", False)
    shapes = {each.shape for each in inner}
    shape = next(iter(shapes)) if len(shapes) == 1 else None
    dtypes = {each.dtype for each in inner}
    dtype = next(iter(dtypes)) if len(dtypes) == 1 else ""
    return known(None if shape is None else (len(inner), *shape), dtype, False if dtype else None)


def number(value: Value | None) -> int | None:
    """Returns an integer, None where it is not known."""
    match value:
        case Static(value=bool()):
            return None
        case Static(value=int() as found, known=True):
            return found
        case _:
            return None


def numbers(value: Value | None) -> Dimensions:
    """Returns an integer or a tuple of them, each None where it is not known.

    Raises UnsureError where not even their count is known.
    """
    match value:
        case Static(type="int"):
            return (number(value),)
        case Sequence(kind="tuple" | "list", items=list() as items, name=name) if name != "slice":
            return tuple([number(item) for item in items])
        case _:
            raise UnsureError


def is_given(value: Value | None) -> bool:
    """Says whether an argument is passed, and not None.

    Raises UnsureError where it may be None.
    """
    match value:
        case None | Static(value=None, known=True):
            return False
        case Static(known=True) | Sequence() | Library() | Array():
            return True
        case Static(type=name) if name:
            return True
        case _:
            raise UnsureError


def flag(value: Value | None, otherwise: bool = False) -> bool:
    """Returns a bool that is passed, or its default.

    Raises UnsureError where it is not known.
    """
    match value:
        case None:
            return otherwise
        case Static(value=bool() as answer, known=True):
            return answer
        case _:
            raise UnsureError


def dtype(value: Value | None, otherwise: str) -> str:
    """Returns the dtype that is asked for, else the other; nothing where it is not known."""
    match value:
        case None | Static(value=None, known=True):
            return otherwise
        case Static(value=str() as name, known=True):
            return dtype_named(name)
        case Library(name=name):
            home = next((each for each in _HOMES if name.startswith(each)), None)
            last = name.rpartition(".")[2]
            return dtype_named(last.rstrip("_")) if home else ""
        case _:
            return ""


def axes(value: Value, rank: int) -> tuple[int, ...]:
    """Returns the axes that one or several numbers stand for, none of them negative.

    Raises UnsureError where they are not known, or not axes of so many dimensions.
    """
    found: list[int] = []
    for each in numbers(value):
        if each is None or not -rank <= each < rank:
            raise UnsureError
        found.append(each % rank)
    return tuple(found)


def stacked(values: list[Value]) -> Aval:
    """Returns what is known of each of several values."""
    avals = [aval_of(value) for value in values]
    result = avals[0] if avals else ANYTHING
    for each in avals:
        result = join_avals(result, each)
    return result

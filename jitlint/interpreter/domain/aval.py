"""What is known of an array without its values, which JAX calls its aval: shape, dtype, weak type.

Anything may be unknown: the rank, a dimension, the dtype, whether the type is weak. What nothing is
known of is one constant, so that an array that says nothing costs nothing.
"""

from msgspec import Struct

Dimensions = tuple[int | None, ...]

# Names of dtypes as a program writes them, and what JAX makes of them while it has no 64 bits.
WIDE = {"float64": "float32", "int64": "int32", "uint64": "uint32", "complex128": "complex64"}
BITS = {
    "bool": 8,
    **{f"{sign}int{bits}": bits for sign in ("", "u") for bits in (8, 16, 32)},
    "bfloat16": 16,
    "float16": 16,
    "float32": 32,
    "complex64": 64,
}
DTYPES = frozenset(BITS) | frozenset(WIDE)
_OF_PYTHON = {"bool": "bool", "int": "int32", "float": "float32", "complex": "complex64"}


class Aval(Struct, frozen=True):
    """The type of an array, as far as known; `shape` is None where not even the rank is."""

    shape: Dimensions | None = None
    dtype: str = ""
    weak: bool | None = None


ANYTHING = Aval()


def known(shape: Dimensions | None, dtype: str, weak: bool | None = None) -> Aval:
    """Returns an aval, which is one constant where nothing is known."""
    if shape is None and not dtype and weak is None:
        return ANYTHING
    return Aval(shape, dtype, weak)


def dtype_named(name: str) -> str:
    """Returns the dtype that JAX makes where a program asks for one by a name, if it is known."""
    name = WIDE.get(_OF_PYTHON.get(name, name), _OF_PYTHON.get(name, name))
    return name if name in BITS else ""


def scalar(python_type: str) -> Aval:
    """Returns the aval of a Python number, which is weak unless it is a bool."""
    dtype = _OF_PYTHON.get(python_type, "")
    return Aval((), dtype, python_type != "bool") if dtype else ANYTHING


def kind_of(dtype: str) -> str:
    """Returns `bool`, `int`, `float` or `complex`; nothing of an unknown dtype or of a key's."""
    for kind in ("bool", "int", "complex", "float"):
        if kind in dtype:
            return kind
    return ""


def join_avals(left: Aval, right: Aval) -> Aval:
    """Returns what is known of an array of either aval: all but what differs."""
    if left is right or left == right:
        return left
    return known(
        join_shapes(left.shape, right.shape),
        left.dtype if left.dtype == right.dtype else "",
        left.weak if left.weak == right.weak else None,
    )


def join_shapes(left: Dimensions | None, right: Dimensions | None) -> Dimensions | None:
    """Returns what is known of a shape that is either of two."""
    if left is None or right is None or len(left) != len(right):
        return None
    return tuple([a if a == b else None for a, b in zip(left, right, strict=True)])


def dtypes_differ(left: str, right: str) -> bool:
    """Says whether two dtypes surely differ, whether or not JAX has 64 bits.

    What is 32 bits wide here may be 64 where a program allows that, so no width is compared.
    """
    if not left or not right or left == right:
        return False
    return kind_of(left) != kind_of(right) or _halved(left) != _halved(right)


def _halved(dtype: str) -> str:
    """A dtype of less than 32 bits, or without a sign, is what it is whatever JAX allows."""
    return dtype if BITS.get(dtype, 0) < 32 or dtype.startswith("u") else ""


def shapes_differ(left: Dimensions | None, right: Dimensions | None) -> bool:
    """Says whether two shapes surely differ."""
    if left is None or right is None:
        return False
    pairs = zip(left, right, strict=False)
    return len(left) != len(right) or any(None not in (a, b) and a != b for a, b in pairs)


def written(aval: Aval) -> str:
    """Returns an aval in JAX's own notation: `f32[3]`, `i32[]{weak}`, with `?` for a dimension."""
    dims = (
        "..." if aval.shape is None else ",".join("?" if d is None else str(d) for d in aval.shape)
    )
    return f"{_short(aval.dtype)}[{dims}]" + ("{weak}" if aval.weak else "")


def _short(dtype: str) -> str:
    if dtype.startswith("bfloat"):
        return dtype.replace("bfloat", "bf")
    for long, short in (("complex", "c"), ("float", "f"), ("uint", "u"), ("int", "i")):
        if dtype.startswith(long):
            return dtype.replace(long, short)
    return dtype or "?"

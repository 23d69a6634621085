"""Attributes of arrays whose aval is known: `x.shape`, `x.ndim`, `x.dtype`, `x.T`."""

from math import prod

from msgspec.structs import replace

from jitlint.interpreter.avals.reading import DTYPE
from jitlint.interpreter.domain.aval import ANYTHING, Aval
from jitlint.interpreter.domain.aval import known as aval_known
from jitlint.interpreter.domain.values import UNKNOWN, Array, Sequence, Static, Value


def known(aval: Aval, name: str, level: int) -> Value | None:
    """Returns what an attribute of an array is, None where its aval does not say it."""
    if aval is ANYTHING:
        return None
    match name, aval.shape:
        case "shape", tuple() as shape:
            return Sequence("tuple", [_size(each) for each in shape], UNKNOWN, level)
        case "ndim", tuple() as shape:
            return _size(len(shape))
        case "size", tuple() as shape if None not in shape:
            return _size(prod(each for each in shape if each is not None))
        case "dtype", _ if aval.dtype:
            return Static(aval.dtype, known=True, type=DTYPE)
        case _:
            return None


def array(aval: Aval, name: str) -> Aval:
    """Returns the aval of an attribute that is an array itself."""
    if name == "T" and aval.shape is not None:
        return aval_known(aval.shape[::-1], aval.dtype, aval.weak)
    if name == "mT" and aval.shape is not None:
        swapped = (*aval.shape[:-2], *aval.shape[:-3:-1])
        return aval_known(swapped, aval.dtype, aval.weak)
    return ANYTHING


def without_aval(value: Value) -> Value:
    """Returns a value of which another may be held by the time that it is read."""
    if isinstance(value, Array) and (value.aval is not ANYTHING or value.tangent is not None):
        return replace(value, aval=ANYTHING, tangent=None)
    return value


def _size(number: int | None) -> Static:
    return Static(type="int") if number is None else Static(number, known=True, type="int")

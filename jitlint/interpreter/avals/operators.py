"""Python's operators on arrays, by what they make of avals."""

from jitlint.interpreter.avals.matmul import product
from jitlint.interpreter.avals.promotion import elementwise, inexact
from jitlint.interpreter.avals.reading import aval_of
from jitlint.interpreter.domain.aval import ANYTHING, Aval, known
from jitlint.interpreter.domain.values import Value

_OF_BOOLS = ("+", "*", "&", "|", "^")
_PROMOTING = ("+", "-", "*", "//", "%", "**", "&", "|", "^", "<<", ">>")


def binary(sign: str, left: Value, right: Value) -> Aval:
    """Returns the aval of `left sign right`, one of which is an array."""
    avals = [aval_of(left), aval_of(right)]
    if avals[0] is ANYTHING and avals[1] is ANYTHING:
        return ANYTHING
    if sign == "@":
        return product(*avals)
    made = elementwise(avals)
    if sign == "/":
        return inexact(made)
    if sign not in _PROMOTING or (made.dtype == "bool" and sign not in _OF_BOOLS):
        return ANYTHING
    if sign == "**" and any(each.dtype == "bool" for each in avals):
        return known(made.shape, "")  # of bools a power has no weak type, unlike a sum
    return made

"""Constant folding: the result of an operator on two known Python values."""

import operator as python
from collections.abc import Callable

from jitlint.interpreter.domain.lattice import text_of
from jitlint.interpreter.domain.limits import FOLDED_NUMBER
from jitlint.interpreter.domain.values import BOOL, Static

_NUMBERS: dict[str, Callable[[int | float, int | float], int | float | bool]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "//": lambda a, b: a // b,
    "/": lambda a, b: a / b,
    "%": python.mod,
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}


def fold(sign: str, left: Static, right: Static) -> Static:
    """Returns what an operator or a comparison makes of two Python values."""
    if not (left.known and right.known):
        if sign == "+" and "str" in (left.type, right.type):
            return text_of([left, right])
        numpy = "numpy" in (left.type, right.type)
        return (
            BOOL
            if sign in ("==", "!=", "<", "<=", ">", ">=") and not numpy
            else _typed(left, right)
        )
    if sign in ("==", "!="):
        return Static((left.value == right.value) == (sign == "=="), known=True, type="bool")
    a, b = left.value, right.value
    if "str" in (left.type, right.type):
        return text_of([left, right])
    if not isinstance(a, int | float) or not isinstance(b, int | float) or sign not in _NUMBERS:
        return _typed(left, right)
    try:
        number = _NUMBERS[sign](a, b)
    except ArithmeticError:
        return Static()
    small = abs(number) < FOLDED_NUMBER
    return Static(number, known=True, type=type(number).__name__) if small else Static()


def _typed(left: Static, right: Static) -> Static:
    if "numpy" in (left.type, right.type):
        return Static(type="numpy")
    return Static(type=left.type if left.type == right.type else "")

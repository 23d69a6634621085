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
_OF_NUMBERS = frozenset({"int", "float", "bool"})


def fold(sign: str, left: Static, right: Static) -> Static:
    """Returns what an operator or a comparison makes of two Python values."""
    if not (left.known and right.known):
        if sign == "+" and "str" in (left.type, right.type):
            return text_of([left, right])
        numpy = "numpy" in (left.type, right.type)
        return (
            BOOL
            if sign in ("==", "!=", "<", "<=", ">", ">=") and not numpy
            else _typed(sign, left, right)
        )
    if sign in ("==", "!="):
        return Static((left.value == right.value) == (sign == "=="), known=True, type="bool")
    a, b = left.value, right.value
    if "str" in (left.type, right.type):
        return text_of([left, right])
    if not isinstance(a, int | float) or not isinstance(b, int | float) or sign not in _NUMBERS:
        return _typed(sign, left, right)
    try:
        number = _NUMBERS[sign](a, b)
    except ArithmeticError:
        return Static()
    small = abs(number) < FOLDED_NUMBER
    return Static(number, known=True, type=type(number).__name__) if small else Static()


_CONVERSIONS: dict[str, Callable[[int | float], int | float]] = {
    "builtins.bool": bool,
    "builtins.int": int,
    "builtins.float": float,
    "builtins.abs": abs,
}


def convert(name: str, value: Static) -> Static | None:
    """Returns what a function of Python makes of a number that is known."""
    number = value.value
    function = _CONVERSIONS.get(name)
    if function is None or not value.known:
        return None
    if number is None or isinstance(number, str):
        return Static(bool(number), known=True, type="bool") if function is bool else None
    try:
        made = function(number)
    except (ArithmeticError, ValueError):
        return None
    is_small = abs(made) < FOLDED_NUMBER
    return Static(made, known=True, type=type(made).__name__) if is_small else None


def _typed(sign: str, left: Static, right: Static) -> Static:
    types = {left.type, right.type}
    if "numpy" in types:
        return Static(type="numpy")
    if types <= _OF_NUMBERS and (sign == "/" or ("float" in types and _is_real(sign, left, right))):
        return Static(type="float")
    return Static(type=left.type if len(types) == 1 else "")


def _is_real(sign: str, left: Static, right: Static) -> bool:
    """Says whether a float comes of a float: a power of one may be complex."""
    return sign in _NUMBERS or (sign == "**" and left.type == "float" and right.type == "int")

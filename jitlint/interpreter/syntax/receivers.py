"""Tells by its name whether a function in a class is handed an object of the class."""

from jitlint.frontend import ir

_NAMES = frozenset({"self", "_self", "this", "cls", "mdl", "module"})


def receives_object(function: ir.Function) -> bool:
    """Says whether the first parameter is the object: of `def advance(key, n)` it is a key."""
    return bool(function.parameters) and function.parameters[0].name in _NAMES

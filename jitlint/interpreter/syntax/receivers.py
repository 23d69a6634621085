"""What names tell of a method: whether it is handed an object of its class, or makes one."""

from jitlint.frontend import ir

MAKERS = frozenset("__init__ __post_init__ setup __new__ __setstate__".split())
_NAMES = frozenset({"self", "_self", "this", "cls", "mdl", "module"})


def receives_object(function: ir.Function) -> bool:
    """Says whether the first parameter is the object: of `def advance(key, n)` it is a key."""
    return bool(function.parameters) and function.parameters[0].name in _NAMES

"""Comparisons of two values without methods of their own: of arrays, of constants."""

from msgspec.structs import replace

from jitlint.interpreter.avals.promotion import comparison
from jitlint.interpreter.avals.reading import aval_of
from jitlint.interpreter.domain.constant_folding import fold
from jitlint.interpreter.domain.lattice import UNKNOWN, combine
from jitlint.interpreter.domain.values import BOOL, Array, Sequence, Static, Tree, Unknown, Value
from jitlint.interpreter.state.machine import Machine


def ordered(machine: Machine, sign: str, left: Value, right: Value) -> Value:
    """Returns what `==`, `<` and their like are between two values without methods of their own."""
    equality = sign in ("==", "!=")
    match left, right:
        case (Array(), Static(type="str" | "None" | "enum")) | (
            Static(type="str" | "None" | "enum"),
            Array(),
        ):
            return BOOL
        case (Array(), Sequence()) | (Sequence(), Array()) if equality:
            return BOOL  # a tracer takes no tuple for a side of `==`, so it cannot be one here
        case (Array(), _) | (_, Array()):
            return _comparison(machine, left, right)
        case (Tree(), Static(type="int" | "float")) | (Static(type="int" | "float"), Tree()):
            return _comparison(machine, left, right)
        case (Tree(), _) | (_, Tree()) if not equality and _orders_arrays(left, right):
            return _comparison(machine, left, right)
        case Static(), Static():
            return fold(sign, left, right)
        case _:
            return UNKNOWN


def _comparison(machine: Machine, left: Value, right: Value) -> Array:
    """A comparison has no gradient: of a tracer of `grad` it is a plain array."""
    aval = comparison([aval_of(left), aval_of(right)])
    made = combine([left, right], machine.staging, "bool", aval)
    return replace(made, kind="eager") if made.kind == "concrete" else made


def _orders_arrays(left: Value, right: Value) -> bool:
    return all(isinstance(side, Tree | Static | Unknown) for side in (left, right))

"""Haiku's pairs of functions, which others take and leave out an argument of."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN, one_of
from jitlint.interpreter.domain.values import Foreign, Frame, OneOf, Value
from jitlint.interpreter.state.machine import Machine

_WITHOUT_RNG = {
    "haiku.Transformed": "haiku._WithoutRng",
    "haiku.TransformedWithState": "haiku._WithStateOnly",
}
_WITHOUT_STATE = {
    "haiku.TransformedWithState": "haiku.Transformed",
    "haiku._WithStateOnly": "haiku._WithoutRng",
}


def without_apply_rng(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `haiku.without_apply_rng(f)` makes: a pair whose `apply` takes no key."""
    return _changed(_given(arguments), _WITHOUT_RNG)


def without_state(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `haiku.without_state(f)` makes: a pair whose `apply` takes no state."""
    return _changed(_given(arguments), _WITHOUT_STATE)


def _given(arguments: Arguments) -> Value:
    return next(iter([*arguments.positional, *arguments.keywords.values()]), UNKNOWN)


def _changed(value: Value, classes: dict[str, str]) -> Value:
    match value:
        case Foreign(cls=cls, owner=function) if cls in classes:
            return Foreign(classes[cls], function)
        case OneOf(values):
            return one_of([_changed(each, classes) for each in values])
        case _:
            return UNKNOWN

"""Functions that are not followed: what a trace of one returns, as far as its stub tells."""

from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import as_tree, combine
from jitlint.interpreter.domain.values import Library, Partial, Transformed, Value
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model, Word


def returned(machine: Machine, function: Value, arguments: Arguments, staging: int) -> Value:
    """Returns the array that a function makes of arguments, which may be a container of them."""
    made = combine(arguments.all(), staging)
    return made if _returns_array(machine, function) else as_tree(made)


def _returns_array(machine: Machine, function: Value) -> bool:
    match function:
        case Library(name=name, self=None):
            known = machine.models.find(name)
            return isinstance(known, Model) and known.returns == Word("Array")
        case Partial(function=inner) | Transformed(function=inner):
            return _returns_array(machine, inner)
        case _:
            return False

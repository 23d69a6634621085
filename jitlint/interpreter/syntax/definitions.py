"""The names that a function binds, as its text shows: what to, and which more than once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.syntax.walk import bound_names, walk


@dataclass(frozen=True, slots=True)
class Definitions:
    """The expressions that names are bound to, and nothing else, and the names bound `anew`."""

    values: Mapping[str, ir.Expression] = field(default_factory=dict[str, ir.Expression])
    anew: frozenset[str] = frozenset()


def definitions(function: ir.Function) -> Definitions:
    """Returns what a function binds; a parameter is bound where it is passed."""
    passed = (parameter.name for parameter in function.parameters)
    counts = Counter([*passed, *bound_names(function.body)])
    values: dict[str, ir.Expression] = {}
    for node in walk(function.body):
        match node:
            case ir.Assign(targets=(ir.Name(id=name),), value=value) if value and counts[name] == 1:
                values[name] = value
            case _:
                continue
    own = {name: value for name, value in values.items() if name in function.locals}
    return Definitions(own, frozenset(name for name, count in counts.items() if count > 1))

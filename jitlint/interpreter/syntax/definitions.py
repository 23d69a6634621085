"""Names of a function that are bound once: what they are bound to."""

from jitlint.frontend import ir
from jitlint.interpreter.syntax.walk import bound_names, walk


def defined(name: str, function: ir.Function | None) -> ir.Expression | None:
    """Returns the expression that a name is bound to, if a function binds it only there."""
    if function is None or name not in function.locals or is_bound_anew(name, function):
        return None
    for node in walk(function.body):
        match node:
            case ir.Assign(targets=(ir.Name(id=bound),), value=value) if bound == name:
                return value
            case _:
                continue
    return None


def is_bound_anew(name: str, function: ir.Function | None) -> bool:
    """Says whether a name is bound more than once: as a parameter, or by statements."""
    if function is None:
        return False
    is_passed = any(parameter.name == name for parameter in function.parameters)
    return is_passed + [*bound_names(function.body)].count(name) > 1

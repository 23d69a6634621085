"""Attributes that a caller may set: an object that `use(backend)` puts there may be any other."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Function,
    Instance,
    Library,
    Partial,
    Transformed,
    Value,
)
from jitlint.interpreter.objects.lookup import mro
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.receivers import MAKERS
from jitlint.interpreter.syntax.walk import walk

_BEHAVING = (Instance, Class, Function, Bound, Partial, Transformed, Library)


def may_be_another(machine: Machine, cls: Class, name: str, held: Value) -> bool:
    """Says whether what does an object's work may be replaced by what a method is handed.

    `held` is the value that it has where nobody calls this method.
    """
    if not isinstance(held, _BEHAVING):
        return False
    ask = machine.state_of(Questions).ask
    return any(name in ask(_given, each.node) for each in mro(cls))


def _given(cls: ir.Class) -> frozenset[str]:
    methods = (each for each in cls.body if isinstance(each, ir.Function))
    return frozenset(
        name for method in methods if method.name not in MAKERS for name in _given_by(method)
    )


def _given_by(method: ir.Function) -> list[str]:
    """Returns the attributes to which a method assigns what one of its parameters decides."""
    owner, *others = [parameter.name for parameter in method.parameters] or [""]
    return [
        target.name
        for node in walk(method.body)
        if isinstance(node, ir.Assign) and node.value is not None and _names(node.value, others)
        for target in node.targets
        if isinstance(target, ir.Attribute)
        and isinstance(target.value, ir.Name)
        and target.value.id == owner
    ]


def _names(value: ir.Expression, parameters: list[str]) -> bool:
    return any(isinstance(each, ir.Name) and each.id in parameters for each in walk(value))

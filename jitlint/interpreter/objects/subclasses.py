"""Classes that leave methods to their subclasses, and these: what an object of them may be."""

from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Class, Function, Instance, Value
from jitlint.interpreter.objects.lookup import find_in_class, mro
from jitlint.interpreter.state.machine import Machine

_WITH_DOCSTRING = 2


@dataclass(slots=True)
class Subclasses:
    """The classes below those that leave methods open, by the identity of these."""

    _below: dict[int, list[Class]] = field(default_factory=dict[int, list[Class]])

    def note(self, machine: Machine, cls: Class) -> None:
        """Notes a class of a module as one of those below its bases.

        For its base that is a change, made by the module that defines the class.
        """
        for base in mro(cls)[1:]:
            if base.anyone:
                below = self._below.setdefault(id(base), [])
                machine.change(base, undo=below.pop)
                below.append(cls)
        if _leaves_open(cls):
            cls.anyone = Instance(cls, {}, 0)

    def below(self, machine: Machine, cls: Class) -> list[Class]:
        """Returns the classes below a class that leaves methods open, and books that they count."""
        found = self._below.get(id(cls), [])
        for each in found:
            machine.provenance.look(each.module, each.node.at)
        return found

    def may_give(self, machine: Machine, cls: Class, name: str) -> bool:
        """Says whether a class below one that leaves methods open has a name of its own."""
        return any(name in each.attributes for each in self.below(machine, cls))


def _leaves_open(cls: Class) -> bool:
    names = {name for each in mro(cls) for name in each.attributes}
    return any(is_open(find_in_class(cls, name)) for name in names)


def is_open(value: Value | None) -> bool:
    """Says whether a method is abstract, or does nothing but to raise NotImplementedError."""
    if not isinstance(value, Function) or value.owner is None:
        return False
    return any(map(_is_abstract, value.node.decorators)) or _is_not_implemented(value.node.body)


def _is_abstract(decorator: ir.Expression) -> bool:
    match decorator:
        case ir.Name(id=name) | ir.Attribute(name=name):
            return name == "abstractmethod"
        case _:
            return False


def _is_not_implemented(body: tuple[ir.Statement, ...]) -> bool:
    match body[-1] if body and len(body) <= _WITH_DOCSTRING else None:
        case ir.Raise(error=ir.Name(id=name) | ir.Call(function=ir.Name(id=name))):
            return name == "NotImplementedError"
        case _:
            return False

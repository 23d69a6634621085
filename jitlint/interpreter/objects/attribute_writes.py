"""Writes to attributes: of objects of the program, of its classes and modules."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.depth_limit import bounded
from jitlint.interpreter.domain.lattice import UNKNOWN, join
from jitlint.interpreter.domain.settling import are_alike
from jitlint.interpreter.domain.values import (
    Class,
    Frame,
    Instance,
    Library,
    Module,
    Partial,
    Static,
    Value,
)
from jitlint.interpreter.events import Mutate
from jitlint.interpreter.objects import attribute_items
from jitlint.interpreter.objects.lookup import find_in_class, is_plain
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.names import dotted


def assign(
    machine: Machine, owner: Value, target: ir.Attribute, value: Value, frame: Frame
) -> None:
    """Carries out `owner.name = value`."""
    value = bounded(value)
    match owner:
        case Instance():
            if is_plain(owner.cls):
                _mutate(machine, target, owner.level, value, frame)
            _assign(machine, owner, target.name, value, frame)
        case Class():
            _mutate(machine, target, 0, value, frame)
            old = owner.attributes.get(target.name)
            _hold(machine, owner, target.name, value if old is None else join(old, value))
        case Module():
            _mutate(machine, target, 0, value, frame)
        case _:
            return


def assign_by_name(
    machine: Machine, owner: Instance, name: Value, value: Value, frame: Frame
) -> None:
    """Gives an attribute of a name a value; where the name is not known, any may be another now.

    A loop that goes through names gives each of them what it gives it last.
    """
    match name:
        case Static(value=str() as known, known=True):
            if frame.loops and not frame.branches:
                remove(machine, owner, known)
            _assign(machine, owner, known, bounded(value), frame)
        case _:
            forget(machine, owner)


def hold(machine: Machine, owner: Instance, name: str, value: Value, frame: Frame) -> None:
    """Gives an object an attribute, beside what it was before where not all paths come here."""
    old = owner.attributes.get(name)
    is_sure = is_decided(frame, owner.level)
    value = attribute_items.as_item(machine, owner.cls, value)
    _hold(machine, owner, name, value if is_sure or old is None else join(old, value))
    if owner.level and is_sure and old is not None and old != value:
        owner.changed |= {name}


def delete(machine: Machine, owner: Value, name: Value, frame: Frame) -> None:
    """Carries out `del owner.name`; what only some path deletes may be there, or anything."""
    match owner, name:
        case Instance(), Static(value=str() as known, known=True):
            if is_decided(frame, owner.level):
                remove(machine, owner, known)
            elif known in owner.attributes:
                _hold(machine, owner, known, UNKNOWN)
        case Instance(), _:
            forget(machine, owner)
        case _:
            return


def remove(machine: Machine, owner: Instance, name: str) -> None:
    """Takes an attribute away from an object, if it has it."""
    if name in owner.attributes:
        machine.change(owner)
        del owner.attributes[name]


def forget(machine: Machine, owner: Instance) -> None:
    """Leaves open what each attribute of an object is."""
    machine.change(owner)
    owner.attributes |= dict.fromkeys(owner.attributes, UNKNOWN)


def is_decided(frame: Frame, level: int) -> bool:
    """Says whether a line surely runs, and once, since what was made at a level was made."""
    here: Frame | None = frame
    while here and here.level >= level:
        if here.branches or here.loops:
            return False
        here = here.caller
    return True


def _assign(machine: Machine, owner: Instance, name: str, value: Value, frame: Frame) -> None:
    """A method of the object's class may put something else there, and so may a property."""
    match find_in_class(owner.cls, name):
        case Partial(function=Library(name="builtins.property")):
            return
        case _:
            is_itself = attribute_items.passes_on(machine, owner.cls, "__setattr__")
            hold(machine, owner, name, value if is_itself else UNKNOWN, frame)


def _hold(machine: Machine, owner: Instance | Class, name: str, value: Value) -> None:
    machine.change(owner, lambda: are_alike(owner.attributes.get(name), value))
    owner.attributes[name] = value


def _mutate(machine: Machine, target: ir.Attribute, level: int, value: Value, frame: Frame) -> None:
    machine.emit(
        Mutate, frame, target, how="attribute", target=dotted(target), level=level, stored=value
    )

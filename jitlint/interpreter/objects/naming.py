"""Names: what one stands for in a frame, found without running anything of the program."""

import builtins

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Class, Frame, Library, Module, Static, Value
from jitlint.interpreter.objects import attributes
from jitlint.interpreter.state.machine import Machine

BUILTINS = frozenset(dir(builtins))
AROUND = frozenset("equinox.AbstractVar typing.Annotated typing.Final typing.Required".split())


def owner(machine: Machine, name: str, frame: Frame) -> Frame | None:
    """Returns the frame in which a name is bound, once its import is carried out."""
    found = frame.find(name) or machine.resolve_import(name, frame)
    if found and name in found.origins:
        machine.provenance.use(found.origins[name])
    return found


def unbound(name: str, frame: Frame) -> Value:
    """Returns what a name stands for that no frame binds."""
    if name in frame.globals.imports:
        return UNKNOWN
    if name in BUILTINS and name not in (frame.function.locals if frame.function else ()):
        return Library(f"builtins.{name}")
    return Static(type="str") if name == "__name__" else UNKNOWN


def named(machine: Machine, node: ir.Expression, frame: Frame) -> Value:
    """Returns what a dotted name, of a class perhaps with its parameters, stands for.

    It is for annotations, which Python may never evaluate, and for what a text is about to call.
    """
    match node:
        case ir.Name(id=name):
            found = owner(machine, name, frame)
            return unbound(name, frame) if found is None else found.names[name]
        case ir.Attribute(value=value, name=name):
            held = named(machine, value, frame)
            is_fixed = isinstance(held, Module | Library | Class)
            return attributes.get(machine, held, name, node, frame) if is_fixed else UNKNOWN
        case ir.Subscript(value=value, index=index):
            cls = named(machine, value, frame)
            if isinstance(cls, Library) and cls.name in AROUND:
                return named(machine, _first(index), frame)
            return cls if isinstance(cls, Class) else UNKNOWN
        case _:
            return UNKNOWN


def _first(index: ir.Expression) -> ir.Expression:
    return index.items[0] if isinstance(index, ir.Collection) and index.items else index

"""Python's functions that read and write attributes by their names: `getattr`, `vars`."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments, known_strings
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, one_of
from jitlint.interpreter.domain.values import (
    Frame,
    Instance,
    Library,
    Module,
    Static,
    Value,
)
from jitlint.interpreter.eval import subscripts
from jitlint.interpreter.objects import attribute_items, attribute_writes, attributes
from jitlint.interpreter.state.machine import Machine


def get(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `getattr(…)` gives."""
    match arguments.positional:
        case [owner, Static(value=str() as name, known=True), *_]:
            return attributes.get(machine, owner, name, node, frame)
        case [Module() as owner, _, *_]:
            names = _looped_names(machine, node, frame)
            return (
                UNKNOWN
                if not names
                else one_of(attributes.get(machine, owner, name, node, frame) for name in names)
            )
        case _:
            return UNKNOWN


def put(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `setattr(…)`."""
    match arguments.positional:
        case [Instance() as owner, name, value]:
            attribute_writes.assign_by_name(machine, owner, name, value, frame)
        case _:
            pass
    return NONE


def remove(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `delattr(…)`."""
    match arguments.positional:
        case [owner, name]:
            attribute_writes.delete(machine, owner, name, frame)
        case _:
            pass
    return NONE


def itself(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns the first argument."""
    return arguments.positional[0] if arguments.positional else UNKNOWN


def update(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `vars(owner).update(…)`, after which any attribute may be another if all may be.

    The first argument is the owner.
    """
    match arguments.positional:
        case [Instance() as owner, *others]:
            given = Arguments(others, arguments.keywords, arguments.rest)
            _update(machine, owner, attribute_items.items_given(given), frame)
        case _:
            pass
    return NONE


def forget(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Leaves each attribute of the first argument open, after a method that changes any."""
    match arguments.positional:
        case [Instance() as owner, *_]:
            attribute_writes.forget(machine, owner)
        case _:
            pass
    return UNKNOWN


def of_object(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `vars(owner)` is."""
    held = arguments.positional[0] if arguments.positional else UNKNOWN
    return Library(attributes.NAMESPACE, held) if isinstance(held, Instance) else UNKNOWN


def of_module(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `globals()` is."""
    return Library(subscripts.GLOBALS, Module(frame.module))


def _update(
    machine: Machine, owner: Instance, given: dict[str, Value] | None, frame: Frame
) -> None:
    if given is None:
        attribute_writes.forget(machine, owner)
    for name, value in (given or {}).items():
        attribute_writes.hold(machine, owner, name, value, frame)


def _looped_names(machine: Machine, node: ir.Node, frame: Frame) -> list[str]:
    """Returns the texts that a loop around hands `getattr` one by one: `for name in ("a", "b")`."""
    asked = node.arguments[1].value if isinstance(node, ir.Call) else None
    for place in frame.loops:
        loop = machine.loops.get(place)
        if isinstance(loop, ir.For) and isinstance(asked, ir.Name):
            held = frame.value_of(loop.iterable)
            named = isinstance(loop.target, ir.Name) and loop.target.id == asked.id
            return [*(known_strings(held) or ())] if named else []
    return []

"""State that traced code reads, and that changes after the trace: JAX keeps the first value."""

from collections.abc import Iterable, Iterator

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import STATE_DISTANCE
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Module,
    Partial,
    Transformed,
    Unknown,
    Value,
)
from jitlint.interpreter.events import StaleRead
from jitlint.interpreter.events.facts import Making, StateChange, StateRead, TracedBy
from jitlint.interpreter.objects.lookup import find_in_class
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import describe
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.receivers import MAKERS
from jitlint.interpreter.syntax.walk import walk

CALLABLE = (Bound, Class, Foreign, Function, Library, Module, Partial, Transformed)


def read_name(machine: Machine, node: ir.Name, found: Frame, frame: Frame) -> None:
    """Records that traced code reads a name of a module."""
    value = found.names[node.id]
    if found.parent is None and _is_state(value):
        _read(machine, Place(found.path, -1), node, node.id, node.id, "global", frame)


def read_attribute(
    machine: Machine, owner: Value, node: ir.Attribute, value: Value, frame: Frame
) -> None:
    """Records that traced code reads an attribute of an object made before the trace."""
    if not isinstance(owner, Instance) or (isinstance(value, Unknown) and _calls(owner, node.name)):
        return
    if owner.level == 0 and _is_state(value):
        place = owner.cls.frame.place(owner.cls.node)
        _read(machine, place, node, node.name, dotted(node), "attribute", frame)


def _calls(owner: Instance, name: str) -> bool:
    """Says whether an attribute holds a function, though another may be put in its place."""
    held = owner.attributes.get(name) or find_in_class(owner.cls, name)
    return isinstance(held, CALLABLE) and not isinstance(held, Partial)


def change_name(machine: Machine, name: str, node: ir.Node, frame: Frame) -> None:
    """Records that a function outside all traces assigns to a global."""
    function = frame.function
    if function and name in function.globals and not machine.traces:
        owner = Place(frame.globals.path, -1)
        machine.note(StateChange(owner, name, frame.defined, frame.place(node)))


def change_attribute(machine: Machine, owner: Value, target: ir.Attribute, frame: Frame) -> None:
    """Records that an object's attribute is assigned after it was made."""
    if _is_making(frame):
        machine.note(Making(frame.defined))
    elif frame.function and any(map(_is_property, frame.function.decorators)):
        return  # what a property keeps of its own is the same at every look
    elif frame.function and _name(target.value) in _made_by(machine, frame.function):
        return  # a function that returns what it has just made is making it
    elif not machine.traces and isinstance(owner, Instance):
        if _is_first(owner, target.name, frame):
            return
        place = owner.cls.frame.place(owner.cls.node)
        machine.note(StateChange(place, target.name, frame.defined, frame.place(target)))


def stale_reads(
    reads: Iterable[StateRead],
    changes: Iterable[StateChange],
    traced: Iterable[TracedBy],
    making: Iterable[Making],
) -> Iterator[StaleRead]:
    """Yields the reads of state that changes, but where only traced functions change it.

    Of a read that several traces come to the first counts, whether or not it is too far from its
    entry: which of them are followed to it depends on what was traced before.
    """
    settled = {*(each.function for each in traced), *(each.function for each in making)}
    changing: dict[tuple[Place, str], dict[Place | None, Place]] = {}
    for change in changes:
        known = changing.setdefault((change.owner, change.name), {})
        known.setdefault(change.changer, change.at)
    first: dict[tuple[Place, Place, str], StateRead] = {}
    for read in reads:
        first.setdefault((read.at, read.owner, read.name), read)
    for read in first.values():
        if len(read.trace.chain) > STATE_DISTANCE:
            continue
        found = changing.get((read.owner, read.name), {})
        others = ((w, at) for w, at in found.items() if w != read.reader and w not in settled)
        script = read.trace.entry.starts.path  # what another module assigns, its import assigns
        changed_at = next((at for who, at in others if who or at.path == script), None)
        if changed_at is not None:
            yield StaleRead(read.at, read.trace, read.said, read.kind, changed_at)


def _read(
    machine: Machine,
    owner: Place,
    node: ir.Node,
    name: str,
    said: str,
    kind: str,
    frame: Frame,
) -> None:
    if machine.staging and machine.traces[0].persists:
        trace = describe(machine.traces, frame)
        if trace is not None:
            at = frame.place(node)
            machine.note(StateRead(owner, name, at, trace, said, kind, frame.defined))


def _is_making(frame: Frame) -> bool:
    """A method that `__init__` calls makes the object, as `__init__` does."""
    here: Frame | None = frame
    while here:
        if here.function is not None and here.function.name in MAKERS:
            return True
        here = here.caller
    return False


def _is_first(owner: Instance, name: str, frame: Frame) -> bool:
    """Says whether a module gives an object what it lacks, so that nothing has read it before.

    What is kept by a property's setter is told of where that does so.
    """
    match find_in_class(owner.cls, name):
        case Partial(function=Library(name="builtins.property")):
            return True
        case None:
            is_once = frame.function is None and not (frame.branches or frame.loops)
            return is_once and name not in owner.attributes
        case _:
            return False


def _made_by(machine: Machine, function: ir.Function) -> frozenset[str]:
    return machine.state_of(Questions).ask(_made_there, function)


def _made_there(function: ir.Function) -> frozenset[str]:
    """Returns the names that a function binds to what calls give, and returns."""
    nodes = [*walk(function.body)]
    bound = {
        _name(target)
        for node in nodes
        if isinstance(node, ir.Assign) and isinstance(node.value, ir.Call)
        for target in node.targets
    }
    returned = {_name(node.value) for node in nodes if isinstance(node, ir.Return)}
    return frozenset(bound & returned - {""})


def _name(node: ir.Expression | None) -> str:
    return node.id if isinstance(node, ir.Name) else ""


def _is_property(decorator: ir.Expression) -> bool:
    return dotted(decorator).rpartition(".")[2] in ("property", "cached_property")


def _is_state(value: Value) -> bool:
    return not isinstance(value, CALLABLE)

"""Modules in execution: their frames, the names they give, the names that are bound there."""

from collections.abc import Generator
from contextlib import contextmanager

from jitlint.frontend import ir
from jitlint.interpreter.analyses import late_switch
from jitlint.interpreter.domain.depth_limit import bounded
from jitlint.interpreter.domain.lattice import UNKNOWN, join
from jitlint.interpreter.domain.settling import are_alike
from jitlint.interpreter.domain.tree import avals_in
from jitlint.interpreter.domain.values import (
    Frame,
    Library,
    Mapping,
    Module,
    Sequence,
    Static,
    Value,
)
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.eval import imports
from jitlint.interpreter.events import Mutate
from jitlint.interpreter.events.facts import Absent, Wide
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.import_circles import Circles
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.memos import Memos
from jitlint.interpreter.state.unseen_callers import UnseenCallers


def module(machine: Machine, name: str) -> Frame | None:
    """Returns the frame of a module, executing it when it is first asked for."""
    circles = machine.state_of(Circles)
    if name not in machine.frames:
        name = _own_name(machine, name)
        first = circles.begun.get(name, name)
        if first != name and first not in machine.frames:
            module(machine, first)
    circles.ask(name)
    memos = machine.state_of(Memos)
    if name in machine.frames:
        memos.note(memos.modules[name])
        machine.provenance.use(machine.provenance.modules[name])
        return machine.frames[name]
    facts = machine.program.facts(name)
    if facts is None:
        is_directory = machine.program.has(name)
        machine.provenance.record(Absent(f"{name}.__init__" if is_directory else name))
        return None
    frame = machine.frames[name] = Frame(facts.path, name, None)
    work = machine.provenance.modules[name] = WorkUnit(name)
    with (
        machine.provenance.within(work),
        machine.worklist.of(name, ""),
        machine.call_cache.counted_for(name),
        machine.outside_traces(),
        memos.executing(name),
        machine.state_of(Changes).executing(name),
        _running(machine, name),
    ):
        if facts.says_x64:
            machine.note(Wide(name))
        for statement in imports.unfolded(facts.body):
            if not imports.defer(machine, statement, frame):
                machine.execute((statement,), frame)
        if facts.says_x64:
            late_switch.check_module(machine, facts.body, frame)
    frame.values.clear()
    memos.note(memos.modules[name])
    return frame


def _own_name(machine: Machine, name: str) -> str:
    unit = machine.program.unit(name)
    return unit.name if unit else name


@contextmanager
def _running(machine: Machine, name: str) -> Generator[None]:
    circles = machine.state_of(Circles)
    circles.running.append(name)
    depth, machine.depth = machine.depth, 0
    try:
        with machine.state_of(UnseenCallers).none():
            yield
    finally:
        machine.depth = depth
        circles.running.pop()
        circles.close(lambda source: imports.public_names(machine.frames[source]))


def imported(machine: Machine, source: str, name: str) -> Value:
    """Returns what a module gives under a name: a value of its own, or a module below it.

    A name that a module has from another is sought there; in a circle nobody has it.
    """
    missing = machine.state_of(Circles).missing
    if (source, name) not in missing:
        work = WorkUnit(source)
        with machine.provenance.within(work):
            return _sought(machine, source, name, work)
    machine.provenance.use(missing[source, name])
    return UNKNOWN


def _sought(machine: Machine, source: str, name: str, work: WorkUnit) -> Value:
    asked: dict[tuple[str, str], None] = {}
    while (source, name) not in asked:
        asked[source, name] = None
        if not machine.has(source) and not imports.is_beyond_stub(machine, source, name):
            return Library(f"{source}.{name}")
        source = _own_name(machine, source)
        public = machine.public(source, name)
        if public:
            return Library(public)
        frame = module(machine, source)
        if frame and name in frame.names:
            return frame.names[name]
        if frame and name in frame.imports:
            source, name = frame.imports[name]
    below = f"{source}.{name}"
    if machine.has(below):
        return Module(below)
    if not machine.has(source):
        return Library(below)
    if not any(machine.has(f"{source}.{name}") for source, name in asked):
        machine.state_of(Circles).miss(asked.keys(), work)
    return UNKNOWN


def defined(machine: Machine, public: str) -> Value:
    """Returns what the program's own module of a library defines under a public name."""
    for source, name in machine.defines(public):
        frame = module(machine, source)
        if frame and name in frame.names and frame.names[name] != Library(public):
            return frame.names[name]
    return UNKNOWN


def bind_name(machine: Machine, name: str, value: Value, node: ir.Node, frame: Frame) -> None:
    """Binds a name in the scope that Python binds it in."""
    value, function = bounded(value), frame.function
    if function and name in function.globals:
        _bind_outside(machine, name, value, node, frame, frame.globals, "global")
    elif function and name in function.nonlocals:
        owner = frame.parent.find(name) if frame.parent else None
        if owner:
            _bind_outside(machine, name, value, node, frame, owner, "nonlocal")
    else:
        names = frame.environment.names
        if name in names and (old := names[name]) is not value and avals_in(old) != avals_in(value):
            frame.reshaped += 1
        names[name] = value
        if type(value) is Sequence or type(value) is Mapping:
            machine.change(value, lambda: bool(value.name))
            value.name = value.name or name


def _bind_outside(
    machine: Machine,
    name: str,
    value: Value,
    node: ir.Node,
    frame: Frame,
    owner: Frame,
    how: str,
) -> None:
    machine.emit(Mutate, frame, node, how=how, target=name, level=owner.level, stored=value)
    old = owner.names.get(name)
    owner.environment.rebind(name)
    surely = how == "nonlocal" and not (frame.branches or frame.loops)
    machine.state_of(Circles).missing.clear()
    new = value if surely else _rebound(old, value)
    if not _is_around(frame, owner):
        changes = machine.state_of(Changes)
        changes.note_name(machine.provenance, owner, name, lambda: are_alike(old, new))
    owner.names[name] = new


def _is_around(frame: Frame, owner: Frame) -> bool:
    """Says whether the call that has made a frame is still in progress."""
    here: Frame | None = frame if owner.parent else None
    while here and here is not owner:
        here = here.caller
    return here is owner


def _rebound(old: Value | None, new: Value) -> Value:
    """A flag is taken to be what its module makes it; what flips it excludes other paths too."""
    if old is None:
        return new
    flag = isinstance(old, Static) and old.known and old.type == "bool"
    return old if flag else join(old, new)

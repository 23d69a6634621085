"""Modules in execution: their frames, the names they give, the names that are bound there."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace import imports
from jitlint.trace.events import Mutate
from jitlint.trace.frames import Frame
from jitlint.trace.ledger import Work
from jitlint.trace.notes import Absent
from jitlint.trace.values import Library, Mapping, Module, Sequence, Static, Value
from jitlint.trace.values.lattice import UNKNOWN, join
from jitlint.trace.values.nesting import bounded

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def module(tracer: "Tracer", name: str) -> Frame | None:
    """Returns the frame of a module, executing it when it is first asked for."""
    if name in tracer.frames:
        tracer.ledger.use(tracer.ledger.modules[name])
        return tracer.frames[name]
    facts = tracer.program.facts(name)
    if facts is None:
        tracer.ledger.tell(Absent(name))
        return None
    frame = tracer.frames[name] = Frame(facts.path, name, None)
    work = tracer.ledger.modules[name] = Work(name)
    with (
        tracer.ledger.within(work),
        tracer.queue.of(name, ""),
        tracer.contexts.counted_for(name),
        _outside_all_traces(tracer),
        _running(tracer, name),
    ):
        for statement in imports.unfolded(facts.body):
            if not imports.defer(tracer, statement, frame):
                tracer.execute((statement,), frame)
    frame.values.clear()
    return frame


@contextmanager
def _running(tracer: "Tracer", name: str) -> Generator[None]:
    circles = tracer.circles
    circles.running.add(name)
    try:
        yield
    finally:
        circles.running.remove(name)
        circles.close(lambda source: imports.public_names(tracer.frames[source]))


@contextmanager
def _outside_all_traces(tracer: "Tracer") -> Generator[None]:
    traces, tracer.traces = tracer.traces, []
    depth, tracer.depth = tracer.depth, 0
    try:
        yield
    finally:
        tracer.traces = traces
        tracer.depth = depth


def imported(tracer: "Tracer", source: str, name: str) -> Value:
    """Returns what a module gives under a name: a value of its own, or a module below it.

    A name that a module has from another is sought there; in a circle nobody has it.
    """
    asked = set[tuple[str, str]]()
    while (source, name) not in asked:
        asked.add((source, name))
        if not tracer.has(source):
            return Library(f"{source}.{name}")
        public = tracer.public(source, name)
        if public:
            return Library(public)
        frame = module(tracer, source)
        if frame and name in frame.names:
            return frame.names[name]
        if frame and name in frame.imports:
            source, name = frame.imports[name]
    below = f"{source}.{name}"
    return Module(below) if tracer.has(below) else UNKNOWN


def bind_name(tracer: "Tracer", name: str, value: Value, node: ir.Node, frame: Frame) -> None:
    """Binds a name in the scope that Python binds it in."""
    value, function = bounded(value), frame.function
    if function and name in function.globals:
        _bind_outside(tracer, name, value, node, frame, frame.globals, "global")
    elif function and name in function.nonlocals:
        owner = frame.parent.find(name) if frame.parent else None
        if owner:
            _bind_outside(tracer, name, value, node, frame, owner, "nonlocal")
    else:
        frame.names[name] = value
        if isinstance(value, Sequence | Mapping) and not value.name:
            value.name = name


def _bind_outside(
    tracer: "Tracer",
    name: str,
    value: Value,
    node: ir.Node,
    frame: Frame,
    owner: Frame,
    how: str,
) -> None:
    tracer.emit(Mutate, frame, node, how=how, target=name, level=owner.level, stored=value)
    old = owner.names.get(name)
    surely = how == "nonlocal" and not (frame.branches or frame.loops)
    owner.names[name] = value if surely else _rebound(old, value)


def _rebound(old: Value | None, new: Value) -> Value:
    """A flag is taken to be what its module makes it; what flips it excludes other paths too."""
    if old is None:
        return new
    flag = isinstance(old, Static) and old.known and old.type == "bool"
    return old if flag else join(old, new)

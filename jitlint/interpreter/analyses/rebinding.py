"""Names that traced code reads from around it, and that are bound anew between two of its calls.

rate = 0.1
step = jax.jit(lambda w: w - rate)
step(1.0)            read once: 0.1 is part of what is compiled
rate = 0.01          bound anew
step(1.0)            certain: this call goes on with 0.1
"""

from dataclasses import dataclass, field

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.binding import Binding
from jitlint.interpreter.domain.limits import STATE_DISTANCE
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Foreign,
    Frame,
    Function,
    Library,
    Module,
    Partial,
    Static,
    Transformed,
    Unknown,
    Value,
)
from jitlint.interpreter.events import StaleRead, Trace
from jitlint.interpreter.events.facts import Rebound
from jitlint.interpreter.state.blocks import body_of
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import describe
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk_all

_CALLABLE = (Bound, Class, Foreign, Function, Library, Module, Partial, Transformed, Unknown)
Name = tuple[Frame, str]


@dataclass(frozen=True, slots=True)
class Read:
    """A name of the frame `owner` read at `at`, with the value that it held."""

    owner: Frame
    name: str
    value: Value
    at: Place
    trace: Trace


@dataclass(slots=True)
class Course:
    """Events in a known order: the turns of bindings, by frame and name, and of wrappers' calls."""

    bindings: dict[Name, tuple[int, Place]] = field(default_factory=dict[Name, tuple[int, Place]])
    first: dict[tuple[Value, Place], int] = field(default_factory=dict["tuple[Value, Place]", int])


@dataclass(slots=True)
class _BindingsOfCall:
    """A context that gives the bindings of one call; `around` are those of the call around it."""

    rebinding: "Rebinding"
    around: dict[Name, Binding]

    def __enter__(self) -> dict[Name, Binding]:
        self.rebinding.made = {}
        return self.rebinding.made

    def __exit__(self, *_: object) -> None:
        self.around.update(self.rebinding.made)
        self.rebinding.made = self.around


@dataclass(slots=True)
class Rebinding:
    """Reads by the place of the function traced; bindings and calls, of which turns tell the order.

    `modules` is the course of their execution, `now` that of the function that is called as an
    unknown caller would: nobody knows in what order two of these run. `made` are the last bindings
    of names of frames around that the call in progress has made; where a call of its kind is known,
    they are made again.
    """

    turn: int = 0
    modules: Course = field(default_factory=Course)
    now: Course = field(default_factory=Course)
    made: dict[Name, Binding] = field(default_factory=dict[Name, Binding])
    reads: dict[Place, dict[Name, Read]] = field(default_factory=dict[Place, dict[Name, Read]])
    watched: set[Name] = field(default_factory=set[Name])

    def begin(self) -> None:
        """Begins the course of another function."""
        self.now, self.made = Course(), {}

    def within_call(self) -> "_BindingsOfCall":
        """Collects the bindings of one call, which are then those of the call around it too."""
        return _BindingsOfCall(self, self.made)

    def read(self, machine: Machine, node: ir.Name, found: Frame, frame: Frame) -> None:
        """Records that traced code reads a name bound outside all traces."""
        value = found.names[node.id]
        if not machine.traces[0].stages or found.level or isinstance(value, _CALLABLE):
            return
        known = self.reads.setdefault(machine.traces[0].entry.defined, {})
        if (found, node.id) in known:
            return
        trace = describe(machine.traces, frame)
        if trace is not None and len(trace.chain) <= STATE_DISTANCE:
            place = frame.place(node)
            known[found, node.id] = Read(found, node.id, value, place, trace)
            machine.state_of(Changes).forget(lambda: known.pop((found, node.id), None))
            self.watched.add((found, node.id))
        if _is_bound_again(machine, node.id, found):
            _note_change(machine, found, node.id)

    def bind(self, machine: Machine, name: str, value: Value, node: ir.Node, frame: Frame) -> None:
        """Records that a name is bound, outside all traces, to what it may not have held before."""
        owner = _owner(name, frame)
        if machine.traces or (owner is frame and (owner, name) not in self.watched):
            return
        old = owner.names.get(name)
        same = isinstance(old, Static) and old.known and old == value
        if old is not None and not same:
            self._note(machine, Binding(owner, name, frame.place(node)))

    def again(self, machine: Machine, bindings: tuple[Binding, ...]) -> None:
        """Records what a call binds that is known, and so not followed again."""
        for each in () if machine.traces else bindings:
            self._note(machine, each)

    def _note(self, machine: Machine, binding: Binding) -> None:
        name = (binding.owner, binding.name)
        self.made[name] = binding
        self.turn += 1
        self._courses(machine)[0].bindings[name] = (self.turn, binding.at)
        _note_change(machine, binding.owner, binding.name)

    def call(self, machine: Machine, wrapper: Value, defined: Place) -> None:
        """Records that a compiled function goes on with the old value of a name bound anew."""
        if machine.traces or machine.mode.guarded:
            return
        courses, called = self._courses(machine), (wrapper, defined)
        began = self.modules.first.get(called)
        since = courses[0].first.setdefault(called, self.turn) if began is None else began
        for key, read in self.reads.get(defined, {}).items():
            if _is_bound_again(machine, read.name, read.owner):
                _note_change(machine, *key)
            for changed, at in (each.bindings.get(key, (0, read.at)) for each in courses):
                if changed > since:
                    event = StaleRead(read.at, read.trace, read.name, "closure", at)
                    machine.note(Rebound(event))
                    break

    def _courses(self, machine: Machine) -> tuple[Course, ...]:
        return (self.now, self.modules) if machine.worklist.scope else (self.modules,)


def _is_bound_again(machine: Machine, name: str, owner: Frame) -> bool:
    """Says whether a function below a scope binds one of its names."""
    body = body_of(machine, owner)
    return name in machine.state_of(Questions).ask(_bound_below, body)


def _bound_below(body: tuple[ir.Statement, ...]) -> frozenset[str]:
    functions = (each for each in walk_all(body) if isinstance(each, ir.Function))
    return frozenset(name for each in functions for name in (*each.globals, *each.nonlocals))


def _note_change(machine: Machine, owner: Frame, name: str) -> None:
    machine.state_of(Changes).note_course(machine.provenance, owner.module, name)


def _owner(name: str, frame: Frame) -> Frame:
    function = frame.function
    if function and name in function.globals:
        return frame.globals
    if function and name in function.nonlocals and frame.parent:
        return frame.parent.find(name) or frame
    return frame

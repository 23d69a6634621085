"""The interpreter: calls the program's functions as JAX does, and emits the events on the way."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeVar

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter import emit
from jitlint.interpreter.analyses import mutation, staleness, trace_levels
from jitlint.interpreter.analyses.rebinding import Rebinding
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.limits import EVALUATIONS, TRACE_LEVELS
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.eval import (
    builtins,
    calls,
    expressions,
    imports,
    modules,
    statements,
    subscripts,
    truthiness,
)
from jitlint.interpreter.events import Event, Mutate
from jitlint.interpreter.events.facts import Absent, Exports, Fact, TracedBy
from jitlint.interpreter.events.misuse import RemovedName
from jitlint.interpreter.libraries import word_semantics
from jitlint.interpreter.objects import attribute_writes, container_methods, containers, instances
from jitlint.interpreter.state.call_cache import CallCache
from jitlint.interpreter.state.changes import Changes, Undo, never
from jitlint.interpreter.state.custom_rules import Custom
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Special
from jitlint.interpreter.state.mode import Mode
from jitlint.interpreter.state.provenance import Emitted, Provenance
from jitlint.interpreter.state.signature import Signature
from jitlint.interpreter.state.trace_stack import ActiveTrace
from jitlint.interpreter.state.worklist import Worklist
from jitlint.models.words import ModelClass, ModelValue, Word
from jitlint.project.program import Program
from jitlint.project.reexports import Facade

E = TypeVar("E", bound=Event)
S = TypeVar("S")
_UNCHANGED = nullcontext()


class OutOfBudget(Exception):
    """The analysis of one function takes too many steps."""


class Interpreter:
    """The state of one abstract run of a program: the events met, and where it stands."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.models = program.models
        self.facade = Facade(program)
        self.events: dict[Emitted, Event] = {}
        self.traces: list[ActiveTrace] = []
        self.provenance = Provenance()
        self.worklist = Worklist(self.provenance)
        self.frames: dict[str, Frame] = {}
        self.custom: dict[int, Custom] = {}
        self.loops: dict[Place, ir.For | ir.While | ir.Comprehension] = {}
        self.registered: set[int] = set()
        self.mode = Mode()
        self.depth = 0
        self.steps = 0
        self._states: dict[type, Any] = {}
        self.changes = self.state_of(Changes)
        self.call_cache = CallCache(self.changes)
        self.instances: dict[int, tuple[Instance, WorkUnit]] = {}

    def state_of(self, kind: type[S]) -> S:
        """Returns the one object of a class that this run has, made when first asked for."""
        if kind not in self._states:
            self._states[kind] = kind()
        return self._states[kind]

    def within(self, mode: Mode, when: bool = True) -> AbstractContextManager[None]:
        """Adds a mode, where a condition holds, to the one around while the context is open."""
        return self._within(mode) if when else _UNCHANGED

    @contextmanager
    def _within(self, mode: Mode) -> Generator[None]:
        around, self.mode = self.mode, self.mode | mode
        try:
            yield
        finally:
            self.mode = around | self.mode.lasting if self.mode.lasts else around

    @contextmanager
    def outside_traces(self) -> Generator[None]:
        """Evaluates as outside of all traces for as long as the context is open."""
        traces, self.traces = self.traces, []
        try:
            yield
        finally:
            self.traces = traces

    # ── expressions and statements ──

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """Returns what an expression is worth; the frame remembers it, for whoever asks later."""
        self.steps += 1
        if self.steps > EVALUATIONS:
            raise OutOfBudget
        value = frame.values[node.at] = expressions.BY_NODE[type(node)](self, node, frame)
        return value

    def spend(self, steps: int) -> None:
        """Counts expressions that are evaluated on the way along a chain."""
        self.steps += steps
        if self.steps > EVALUATIONS:
            raise OutOfBudget

    def execute(self, block: tuple[ir.Statement, ...], frame: Frame) -> bool:
        """Runs statements; says whether execution falls out at the end."""
        return statements.execute(self, block, frame)

    def decide(self, test: ir.Expression, asks: str, frame: Frame) -> bool | None:
        """Returns which way a test goes, or None where it is not decided."""
        return truthiness.decide(self, test, asks, frame)

    def truth(self, value: Value) -> bool | None:
        """Returns the truth of a value, or None where it is not known."""
        return truthiness.truth(value)

    def iterate(self, value: Value, node: ir.Expression, frame: Frame) -> Value:
        """Returns what a loop over a value binds."""
        return containers.iterate(self, value, node, frame)

    # ── calls and traces ──

    @property
    def level(self) -> int:
        """The level of what is made here: traces nested deeper than a few are taken for one."""
        count = len(self.traces)
        return count if count < TRACE_LEVELS else TRACE_LEVELS

    @property
    def inner_level(self) -> int:
        """The level of what the next trace makes."""
        return min(len(self.traces) + 1, TRACE_LEVELS)

    @property
    def staging(self) -> int:
        """The level of the innermost trace that stages: there jnp makes abstract arrays of all."""
        traces = () if self.mode.untraced else self.traces
        level = len(traces)
        while level and not traces[level - 1].stages:
            level -= 1
        return level if level < TRACE_LEVELS else TRACE_LEVELS

    @property
    def surroundings(self) -> Signature:
        """The traces and the mode around, by which calls with the same arguments differ."""
        return (self.level, self.staging, self.mode.guarded, self.mode.chosen)

    def call(self, callee: Value, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        """Returns what calling a value returns."""
        return calls.call(self, callee, arguments, node, frame)

    def call_function(
        self,
        function: Function,
        arguments: Arguments,
        frame: Frame,
        at: Place | None,
        active: ActiveTrace | None = None,
    ) -> Value:
        """Returns what a function of the program returns; `active` where this starts a trace."""
        return calls.call_function(self, function, arguments, frame, at, active)

    def special(self, name: str) -> Special | None:
        """Returns what works out the answer of a function itself, by its dotted name."""
        return builtins.SPECIAL.get(name)

    def returned(self, made: LibraryCall, word: Word) -> Value:
        """Returns the value that a return annotation of a stub stands for."""
        return word_semantics.returned(self, made, word)

    def resolve_import(self, name: str, frame: Frame) -> Frame | None:
        """Returns the module that binds a name, once its import is carried out."""
        return imports.resolve(self, name, frame)

    def call_with(
        self, callee: Value, positional: list[Value], node: ir.Node, frame: Frame
    ) -> Value:
        """Returns what calling a value with positional arguments returns."""
        return calls.call(self, callee, Arguments(positional), node, frame)

    def trace(
        self, active: ActiveTrace, function: Value, arguments: Arguments, frame: Frame
    ) -> Value:
        """Returns what a function returns when it is traced."""
        self.note(TracedBy(active.entry.defined, active.entry.starts))
        self.traces.append(active)
        try:
            return self._call_traced(active, function, arguments, frame)
        finally:
            self.traces.pop()

    def _call_traced(
        self, active: ActiveTrace, function: Value, arguments: Arguments, frame: Frame
    ) -> Value:
        if isinstance(function, Function) and id(function) not in self.custom:
            return calls.call_function(self, function, arguments, frame, None, active)
        active.root = Frame(frame.path, frame.module, frame, caller=frame, level=self.level)
        place = ir.Name(active.entry.starts.node, "")
        active.root.path = active.entry.starts.path
        return self.call(function, arguments, place, active.root)

    def instance(self, cls: Class) -> Instance:
        """Returns the object that stands for all of a class, made outside all traces."""
        return instances.instance(self, cls)

    # ── names, modules, libraries ──

    def module(self, name: str) -> Frame | None:
        """Returns the frame of a module of the program, executed once."""
        return modules.module(self, name)

    def imported(self, module: str, name: str) -> Value:
        """Returns what `from module import name` gives."""
        return modules.imported(self, module, name)

    def enqueue(self, function: Function) -> None:
        """Records a function, to be called later as an unknown caller would."""
        if not self.traces:
            self.worklist.enqueue(function)

    def forget(self, function: Function) -> None:
        """Takes back that a function may be called as it is: a decorator has taken it."""
        self.worklist.forget(function)

    def bind_name(self, name: str, value: Value, node: ir.Node, frame: Frame) -> None:
        """Binds a name where Python does: here, or where `global` or `nonlocal` say."""
        if frame.environment.facts:
            frame.environment.forget(name, "consumed", "donated")
        if frame.environment.assumed:
            frame.environment.rebind(name)
        if name in frame.given:
            del frame.given[name]
        if not self.traces:
            staleness.change_name(self, name, node, frame)
            self.state_of(Rebinding).bind(self, name, value, node, frame)
        modules.bind_name(self, name, value, node, frame)

    def set_attribute(self, target: ir.Attribute, value: Value, frame: Frame) -> None:
        """Carries out `owner.name = value`, where `owner` has been evaluated."""
        owner = frame.value_of(target.value)
        trace_levels.check_attribute(self, target, frame)
        staleness.change_attribute(self, owner, target, frame)
        if isinstance(owner, Tree | Instance):
            mutation.argument(self, target.value, target, "attribute", frame)
        attribute_writes.assign(self, owner, target, value, frame)

    def set_item(self, target: ir.Subscript, value: Value, frame: Frame) -> None:
        """Carries out `container[index] = value`, where both have been evaluated."""
        mutation.set_item(self, target, frame)
        trace_levels.check_item(self, target, frame)
        subscripts.assign(self, target, value, frame)

    def extend(
        self, owner: Sequence, value: Value, node: ir.Node, target: str, frame: Frame
    ) -> None:
        """Carries out `owner += value` of a list."""
        self.emit(Mutate, frame, node, how="extend", target=target, level=owner.level, stored=value)
        self.extend_items(owner, value, frame)

    def extend_items(self, owner: Sequence, value: Value, frame: Frame) -> None:
        """Adds what iterating over a value gives."""
        self.change(owner)
        known = isinstance(value, Sequence) and value.items is not None
        items = list(value.items or []) if known and isinstance(value, Sequence) else None
        for item in [containers.element(self, value)] if items is None else items:
            container_methods.append(owner, item, frame)

    def unknown_name(self, name: str, node: ir.Node, frame: Frame) -> None:
        """Emits an event for a name of JAX that no stub knows: it may be one that was removed."""
        if (
            not self.mode.tentative
            and self.models.find(name) is None
            and not self.models.is_module(name)
        ):
            self.emit(RemovedName, frame, node, name=name)

    def library_attribute(self, owner: Library, name: str) -> Value | None:
        """Returns an attribute of something of a library that is a plain value."""
        known = self.models.find(f"{owner.name}.{name}")
        if isinstance(known, ModelValue):
            return self._plain(known, owner)
        if isinstance(known, ModelClass):
            return Library(known.name)
        return None

    def _plain(self, known: ModelValue, owner: Library) -> Value:
        match known.word:
            case Word("Static", inside):
                return Static(type=inside[0].name if inside else "")
            case Word("Array"):
                return Array("eager")
            case Word("Instance", (Word(name), *_)):
                return Foreign(name)
            case _:
                return Library(known.name, owner.self)

    def is_untraced(self, value: Value) -> bool:
        """Says whether a context manager switches tracing off."""
        return isinstance(value, Library) and value.name == "jitlint.untraced"

    def change(
        self, value: Value, same: Callable[[], bool] = never, undo: Undo | None = None
    ) -> None:
        """Records that a value is about to change, unless it stays the `same`.

        `undo` undoes what is changed besides.
        """
        self.changes.note(self.provenance, value, same, undo)

    def has(self, module: str) -> bool:
        """Says whether a dotted name is a module of the program."""
        found = self.program.has(module)
        if not found:
            self.provenance.record(Absent(module))
        return found

    def public(self, module: str, name: str) -> str | None:
        """Returns the name under which a stub knows what a module of its library defines."""
        found = self.facade.find(module, name)
        if self.models.is_module(module.partition(".")[0]):
            self.provenance.record(Exports(module.partition(".")[0]))
        return found

    def defines(self, public: str) -> Iterable[tuple[str, str]]:
        """Returns the modules of the program, with names there, that may define a public name."""
        self.provenance.record(Exports(public.partition(".")[0]))
        return tuple(self.facade.defining(public))

    # ── events ──

    def note(self, note: Fact) -> None:
        """Records a fact, which means something only beside others."""
        self.provenance.record(note)

    def percent_format(self, left: Value, right: Value, node: ir.Binary, frame: Frame) -> None:
        """Emits an event for `"%f" % value`, which converts."""
        emit.percent_format(self, left, right, node, frame)

    def test_items(self, asks: str, values: Iterable[Value], node: ir.Node, frame: Frame) -> None:
        """Emits an event where a builtin asks values for their truth."""
        emit.test_items(self, asks, values, node, frame)

    def emit(self, kind: type[E], frame: Frame, node: ir.Node, /, **fields: Any) -> None:
        """Emits an event at a node, if it happens in a trace, and is not guarded."""
        self.emit_at(kind, frame, frame.place(node), **fields)

    def emit_at(self, kind: type[E], frame: Frame, at: Place, /, **fields: Any) -> None:
        """Emits an event at a place."""
        emit.emit(self, kind, frame, at, fields)

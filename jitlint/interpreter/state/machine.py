"""The interpreter as its parts see it: it evaluates, calls, and records events and facts.

Every part below `eval/` asks for a value, a call or an execution through this protocol, so that
none imports a part above it. `interpreter.Interpreter` is the one class that has it.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import (
    Class,
    Frame,
    Function,
    Instance,
    Library,
    Sequence,
    Value,
)
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.events import Event
from jitlint.interpreter.events.facts import Fact
from jitlint.interpreter.state.call_cache import CallCache
from jitlint.interpreter.state.changes import Undo, never
from jitlint.interpreter.state.custom_rules import Custom
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.mode import Mode
from jitlint.interpreter.state.provenance import Emitted, Provenance
from jitlint.interpreter.state.signature import Signature
from jitlint.interpreter.state.trace_stack import ActiveTrace
from jitlint.interpreter.state.worklist import Worklist
from jitlint.models.registry import Models
from jitlint.models.words import Word
from jitlint.project.program import Program

Special = Callable[["Machine", Arguments, ir.Node, Frame], Value]
E = TypeVar("E", bound=Event)
S = TypeVar("S")


class Machine(Protocol):
    """One abstract run of a program.

    `traces` are the traces in progress, from the outermost; `loops` the loops met, by their
    places; `custom` the functions that have rules of their own, by their identities.
    """

    program: Program
    models: Models
    traces: list[ActiveTrace]
    call_cache: CallCache
    provenance: Provenance
    worklist: Worklist
    custom: dict[int, Custom]
    mode: Mode
    loops: dict[Place, ir.For | ir.While | ir.Comprehension]
    frames: dict[str, Frame]
    instances: dict[int, tuple[Instance, WorkUnit]]
    registered: set[int]
    events: dict[Emitted, Event]
    depth: int
    steps: int

    def state_of(self, kind: type[S]) -> S:
        """Returns the one object of a class that this run has, made when first asked for."""
        ...

    def within(self, mode: Mode, when: bool = True) -> AbstractContextManager[None]:
        """Adds a mode, where a condition holds, to the one around while the context is open."""
        ...

    def outside_traces(self) -> AbstractContextManager[None]:
        """Evaluates as outside of all traces for as long as the context is open."""
        ...

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """Returns what an expression is worth; the frame remembers it, for whoever asks later."""
        ...

    def spend(self, steps: int) -> None:
        """Counts expressions that are evaluated on the way along a chain."""
        ...

    def execute(self, block: tuple[ir.Statement, ...], frame: Frame) -> bool:
        """Runs statements; says whether execution falls out at the end."""
        ...

    def decide(self, test: ir.Expression, asks: str, frame: Frame) -> bool | None:
        """Returns which way a test goes, or None where it is not decided."""
        ...

    def truth(self, value: Value) -> bool | None:
        """Returns the truth of a value, or None where it is not known."""
        ...

    def iterate(self, value: Value, node: ir.Expression, frame: Frame) -> Value:
        """Returns what a loop over a value binds."""
        ...

    @property
    def level(self) -> int:
        """The level of what is made here: traces nested deeper than a few are taken for one."""
        ...

    @property
    def inner_level(self) -> int:
        """The level of what the next trace makes."""
        ...

    @property
    def staging(self) -> int:
        """The level of the innermost trace that stages: there jnp makes abstract arrays of all."""
        ...

    @property
    def surroundings(self) -> Signature:
        """The traces and the mode around, by which calls with the same arguments differ."""
        ...

    def call(self, callee: Value, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        """Returns what calling a value returns."""
        ...

    def call_function(
        self,
        function: Function,
        arguments: Arguments,
        frame: Frame,
        at: Place | None,
        active: ActiveTrace | None = None,
    ) -> Value:
        """Returns what a function of the program returns; `active` where this starts a trace."""
        ...

    def special(self, name: str) -> Special | None:
        """Returns what works out the answer of a function itself, by its dotted name."""
        ...

    def returned(self, made: LibraryCall, word: Word) -> Value:
        """Returns the value that a return annotation of a stub stands for."""
        ...

    def resolve_import(self, name: str, frame: Frame) -> Frame | None:
        """Returns the module that binds a name, once its import is carried out."""
        ...

    def call_with(
        self, callee: Value, positional: list[Value], node: ir.Node, frame: Frame
    ) -> Value:
        """Returns what calling a value with positional arguments returns."""
        ...

    def trace(
        self, active: ActiveTrace, function: Value, arguments: Arguments, frame: Frame
    ) -> Value:
        """Returns what a function returns when it is traced."""
        ...

    def instance(self, cls: Class) -> Instance:
        """Returns the object that stands for all of a class, made outside all traces."""
        ...

    def module(self, name: str) -> Frame | None:
        """Returns the frame of a module of the program, executed once."""
        ...

    def imported(self, module: str, name: str) -> Value:
        """Returns what `from module import name` gives."""
        ...

    def enqueue(self, function: Function) -> None:
        """Records a function, to be called later as an unknown caller would."""
        ...

    def forget(self, function: Function) -> None:
        """Takes back that a function may be called as it is: a decorator has taken it."""
        ...

    def bind_name(self, name: str, value: Value, node: ir.Node, frame: Frame) -> None:
        """Binds a name where Python does: here, or where `global` or `nonlocal` say."""
        ...

    def set_attribute(self, target: ir.Attribute, value: Value, frame: Frame) -> None:
        """Carries out `owner.name = value`, where `owner` has been evaluated."""
        ...

    def set_item(self, target: ir.Subscript, value: Value, frame: Frame) -> None:
        """Carries out `container[index] = value`, where both have been evaluated."""
        ...

    def extend(
        self, owner: Sequence, value: Value, node: ir.Node, target: str, frame: Frame
    ) -> None:
        """Carries out `owner += value` of a list."""
        ...

    def extend_items(self, owner: Sequence, value: Value, frame: Frame) -> None:
        """Adds what iterating over a value gives."""
        ...

    def unknown_name(self, name: str, node: ir.Node, frame: Frame) -> None:
        """Emits an event for a name of JAX that no stub knows: it may be one that was removed."""
        ...

    def library_attribute(self, owner: Library, name: str) -> Value | None:
        """Returns an attribute of something of a library that is a plain value."""
        ...

    def is_untraced(self, value: Value) -> bool:
        """Says whether a context manager switches tracing off."""
        ...

    def change(
        self, value: Value, same: Callable[[], bool] = never, undo: Undo | None = None
    ) -> None:
        """Records that a value is about to change, unless it stays the `same`.

        `undo` undoes what is changed besides.
        """
        ...

    def has(self, module: str) -> bool:
        """Says whether a dotted name is a module of the program."""
        ...

    def public(self, module: str, name: str) -> str | None:
        """Returns the name under which a stub knows what a module of its library defines."""
        ...

    def defines(self, public: str) -> Iterable[tuple[str, str]]:
        """Returns the modules of the program, with names there, that may define a public name."""
        ...

    def note(self, note: Fact) -> None:
        """Records a fact, which means something only beside others."""
        ...

    def percent_format(self, left: Value, right: Value, node: ir.Binary, frame: Frame) -> None:
        """Emits an event for `"%f" % value`, which converts."""
        ...

    def test_items(self, asks: str, values: Iterable[Value], node: ir.Node, frame: Frame) -> None:
        """Emits an event where a builtin asks values for their truth."""
        ...

    def emit(self, kind: type[E], frame: Frame, node: ir.Node, /, **fields: Any) -> None:
        """Emits an event at a node, if it happens in a trace, and is not guarded."""
        ...

    def emit_at(self, kind: type[E], frame: Frame, at: Place, /, **fields: Any) -> None:
        """Emits an event at a place."""
        ...

"""The types of names: an interpreter that remembers what each name was, and where."""

from dataclasses import dataclass, field

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.avals.reading import aval_of
from jitlint.interpreter.domain.aval import ANYTHING, Aval, join_avals
from jitlint.interpreter.domain.values import Array, Frame, Value
from jitlint.interpreter.interpreter import Interpreter
from jitlint.project.program import Program


@dataclass(slots=True)
class BoundTypes:
    """The avals of names that are arrays, by their places.

    `found` are those that names are bound to, joined over all calls. `seen` are those of names that
    are bound or read, joined over the calls that tell any.
    """

    found: dict[tuple[Place, str], Aval] = field(default_factory=dict[tuple[Place, str], Aval])
    seen: dict[tuple[Place, str], Aval] = field(default_factory=dict[tuple[Place, str], Aval])

    def note_bound(self, at: Place, name: str, value: Value) -> None:
        """Records what a name is bound to at a place."""
        self.note_seen(at, name, value)
        if isinstance(value, Array):
            aval, key = aval_of(value), (at, name)
            self.found[key] = join_avals(self.found.get(key, aval), aval)
        elif (at, name) in self.found:
            self.found[at, name] = ANYTHING

    def note_seen(self, at: Place, name: str, value: Value) -> None:
        """Records what a name stands for at a place, if its aval tells anything."""
        if isinstance(value, Array) and value.aval is not ANYTHING:
            key = (at, name)
            self.seen[key] = join_avals(self.seen.get(key, value.aval), value.aval)


class Watching(Interpreter):
    """An interpreter that records the types of the names of a program."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.bound = BoundTypes()

    def bind_name(self, name: str, value: Value, node: ir.Node, frame: Frame) -> None:
        """Binds a name, and records the type of what it is bound to."""
        self.bound.note_bound(frame.place(node), name, value)
        super().bind_name(name, value, node, frame)

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """Returns what an expression is worth, and records the type of a name that is read."""
        value = super().evaluate(node, frame)
        if isinstance(node, ir.Name):
            self.bound.note_seen(frame.place(node), node.id, value)
        return value

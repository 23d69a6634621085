"""The types of names: an interpreter that remembers what each name was bound to, and where."""

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
    """The avals that names were bound to, by their places: joined, of those that are arrays."""

    found: dict[tuple[Place, str], Aval] = field(default_factory=dict[tuple[Place, str], Aval])

    def note(self, at: Place, name: str, value: Value) -> None:
        """Records what a name is bound to at a place."""
        if isinstance(value, Array):
            aval, key = aval_of(value), (at, name)
            self.found[key] = join_avals(self.found.get(key, aval), aval)
        elif (at, name) in self.found:
            self.found[at, name] = ANYTHING


class Watching(Interpreter):
    """An interpreter that records the types of the names that a program binds."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.bound = BoundTypes()

    def bind_name(self, name: str, value: Value, node: ir.Node, frame: Frame) -> None:
        """Binds a name, and records the type of what it is bound to."""
        self.bound.note(frame.place(node), name, value)
        super().bind_name(name, value, node, frame)

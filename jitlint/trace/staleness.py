"""State that traced code reads, and that changes after the trace: JAX keeps the first value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.attributes import dotted
from jitlint.trace.entries import describe
from jitlint.trace.events import StaleRead, Trace
from jitlint.trace.frames import Frame
from jitlint.trace.values import (
    Bound,
    Class,
    Foreign,
    Function,
    Instance,
    Library,
    Module,
    Partial,
    Transformed,
    Value,
)

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

Owner = tuple[int, str]
_CALLABLE = (Bound, Class, Foreign, Function, Library, Module, Partial, Transformed)
NEAR = 3  # what is read deeper below an entry is its machinery, not its state
MAKERS = frozenset("__init__ __post_init__ setup __new__ __setstate__".split())


@dataclass(slots=True)
class Staleness:
    """Where state is read in traces, and where it changes outside of them."""

    reads: dict[Owner, list[tuple[Place, Trace, str, str, str]]] = field(
        default_factory=dict[Owner, "list[tuple[Place, Trace, str, str, str]]"]
    )
    changes: dict[Owner, dict[str, Place]] = field(default_factory=dict[Owner, dict[str, Place]])

    makers: set[str] = field(default_factory=set[str])

    def read_name(self, tracer: "Tracer", node: ir.Name, found: Frame, frame: Frame) -> None:
        """Notes that traced code reads a name of a module."""
        value = found.names[node.id]
        if found.parent is None and _is_state(value):
            self._read(tracer, (id(found), node.id), node, node.id, "global", frame)

    def read_attribute(
        self, tracer: "Tracer", owner: Value, node: ir.Attribute, value: Value, frame: Frame
    ) -> None:
        """Notes that traced code reads an attribute of an object made before the trace."""
        if isinstance(owner, Instance) and owner.level == 0 and _is_state(value):
            key = (id(owner.cls), node.name)
            self._read(tracer, key, node, dotted(node), "attribute", frame)

    def change_name(self, tracer: "Tracer", name: str, node: ir.Node, frame: Frame) -> None:
        """Notes that a function outside all traces assigns to a global."""
        function = frame.function
        if not tracer.traces and function and name in function.globals:
            self._change((id(frame.globals), name), node, frame)

    def change_attribute(
        self, tracer: "Tracer", owner: Value, target: ir.Attribute, frame: Frame
    ) -> None:
        """Notes that an object's attribute is assigned after it was made."""
        if _is_making(frame):
            self.makers.add(frame.qualname)
        elif not tracer.traces and isinstance(owner, Instance):
            self._change((id(owner.cls), target.name), target, frame)

    def events(self, traced: set[str]) -> Iterator[StaleRead]:
        """Yields the reads of state that changes, but where only `traced` functions change it."""
        for owner, changes in self.changes.items():
            for at, trace, name, kind, reader in self.reads.get(owner, ()):
                known = {reader, *traced, *self.makers}
                changed_at = next((c for who, c in changes.items() if who not in known), None)
                if changed_at is not None:
                    yield StaleRead(at, trace, name, kind, changed_at)

    def _change(self, key: Owner, node: ir.Node, frame: Frame) -> None:
        self.changes.setdefault(key, {}).setdefault(frame.qualname, frame.place(node))

    def _read(
        self, tracer: "Tracer", key: Owner, node: ir.Node, name: str, kind: str, frame: Frame
    ) -> None:
        known = self.reads.setdefault(key, [])
        place = frame.place(node)
        if tracer.staging and tracer.traces[0].persists and all(place != at for at, *_ in known):
            trace = describe(tracer.traces, frame)
            if trace is not None and len(trace.chain) <= NEAR:
                known.append((place, trace, name, kind, frame.qualname))


def _is_making(frame: Frame) -> bool:
    """A method that `__init__` calls makes the object, as `__init__` does."""
    here: Frame | None = frame
    while here:
        if here.function is not None and here.function.name in MAKERS:
            return True
        here = here.caller
    return False


def _is_state(value: Value) -> bool:
    return not isinstance(value, _CALLABLE)

"""State that a call in a trace can see, and that may be different from call to call.

It is what was made in the trace too: outside of all traces objects stand for any of their class,
and a change of theirs in a trace is emitted as an effect.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Frame,
    Function,
    Instance,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.domain.values import Mapping as Dict
from jitlint.interpreter.syntax.walk import walk_all

_VARYING = (Static, Array, Tree, Sequence, Dict)


@dataclass(slots=True)
class State:
    """Looks up what functions see of the functions around them, and of objects that change."""

    _names: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])

    def seen_by(self, function: Function, values: Mapping[str, Value]) -> Iterator[Value]:
        """Yields what a call sees: names of the functions around, and what objects hold by now."""
        known = set[int]()
        yield from self._around(function, known)
        for value in values.values():
            yield from self._within(value, known)

    def _around(self, function: Function, known: set[int]) -> Iterator[Value]:
        frame = function.frame
        while frame.is_class and frame.parent:
            frame = frame.parent
        if not frame.level or id(function) in known:
            return
        known.add(id(function))
        for name in self._names_around(function.node, frame):
            found = frame.find(name)
            held = found.names[name] if found is not None and found.level else None
            if isinstance(held, _VARYING):
                yield held
            elif held is not None:
                yield from self._within(held, known)

    def _within(self, value: Value, known: set[int]) -> Iterator[Value]:
        match value:
            case Instance(attributes=attributes, changed=changed) if changed:
                yield from (attributes[name] for name in sorted(changed) if name in attributes)
            case Bound(self=owner):
                yield from self._within(owner, known)
            case Function():
                yield from self._around(value, known)
            case _:
                return

    def _names_around(self, function: ir.Function, frame: Frame) -> tuple[str, ...]:
        """Returns the names that a function reads and one around it binds."""
        if id(function) not in self._names:
            read = {each.id for each in walk_all(function.body) if isinstance(each, ir.Name)}
            bound = set[str]()
            here: Frame | None = frame
            while here:
                bound |= here.function.locals if here.function else frozenset()
                here = here.parent
            self._names[id(function)] = tuple(sorted((read & bound) - function.locals))
        return self._names[id(function)]


def note_change(owner: ir.Expression, frame: Frame) -> None:
    """Records that the container which an attribute names is changed in place."""
    match owner:
        case ir.Attribute(value=value, name=name):
            held = frame.value_of(value)
            if isinstance(held, Instance) and held.level:
                held.changed |= {name}
        case _:
            return

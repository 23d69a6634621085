"""Contexts: a function is called once for each kind of arguments, and not without end."""

from jitlint.trace.changes import changed_parameters
from jitlint.trace.lattice import join
from jitlint.trace.values import (
    Array,
    Bound,
    Function,
    Instance,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Value,
)

Signature = tuple[object, ...]
MANY = 12
TOO_MANY = 24
_FROZEN = frozenset({"typing.NamedTuple", "flax.struct.dataclass"})


def signature(value: Value, depth: int = 3, constants: bool = True) -> Signature:
    """Returns what tells two contexts apart: kinds and constants, not where values come from."""
    match value:
        case Array():
            return ("array", value.kind, value.certain, value.dtype)
        case Tree():
            return ("tree", value.kind)
        case Static():
            return ("static", value.type, *((value.value,) if constants and value.known else ()))
        case Sequence() if depth and (value.items is None or len(value.items) <= MANY):
            items = [value.element] if value.items is None else value.items
            inner = (signature(item, depth - 1, constants) for item in items)
            return (value.kind, value.level, value.items is None, *inner)
        case Mapping() if depth and len(value.items) <= MANY:
            inner = tuple(
                (key, signature(item, depth - 1, constants)) for key, item in value.items.items()
            )
            rest = () if value.rest is None else signature(value.rest, depth - 1, constants)
            return ("dict", value.level, rest, *inner)
        case Sequence() | Mapping():
            return (type(value).__name__, value.level)
        case Bound():
            return ("bound", signature(value.function), signature(value.self, depth - 1))
        case Partial():
            inner = (signature(each, depth - 1) for each in value.arguments)
            named = ((name, signature(each, depth - 1)) for name, each in value.keywords)
            return ("partial", signature(value.function), *inner, *named)
        case OneOf(values):
            return ("one of", *(signature(each, depth - 1) for each in values))
        case Instance() if value.cls.layout and value.cls.layout.maker in _FROZEN:
            held = value.attributes.items() if depth else ()
            inner = ((name, signature(item, depth - 1, constants)) for name, item in held)
            return ("record", id(value.cls), value.level, *inner)
        case Function() | Transformed() | Instance():
            return (id(value),)
        case _:
            return (value,)


class Contexts:
    """What calls returned, by function and signature; widened where a function has too many."""

    def __init__(self) -> None:
        self._results: dict[Signature, Value | None] = {}
        self._counts: dict[object, int] = {}
        self._changed: dict[int, tuple[str, ...]] = {}
        self._alive: list[tuple[Function, dict[str, Value]]] = []

    def __len__(self) -> int:
        return len(self._results)

    def key(self, function: Function, values: dict[str, Value], around: Signature) -> Signature:
        """Returns the key of a call; constants are left out where a function has many."""
        whose = (id(function.node), id(function.frame))
        constants = self._counts.get(whose, 0) < MANY
        inner = ((name, signature(value, 3, constants)) for name, value in values.items())
        held = {name: v for name, v in values.items() if isinstance(v, Sequence | Mapping)}
        changed = self._changed_by(function) if held else ()
        return (*whose, around, *inner, *(id(held[name]) for name in changed if name in held))

    def _changed_by(self, function: Function) -> tuple[str, ...]:
        node = function.node
        if id(node) not in self._changed:
            self._changed[id(node)] = changed_parameters(node)
        return self._changed[id(node)]

    def is_exhausted(self, function: Function) -> bool:
        """Says whether a function was called in so many ways that one more tells nothing."""
        return self._counts.get((id(function.node), id(function.frame)), 0) >= TOO_MANY

    def find(self, key: Signature) -> tuple[bool, Value | None]:
        """Returns whether a call is known, and what it returned; None while it still runs."""
        return key in self._results, self._results.get(key)

    def start(self, key: Signature, function: Function, values: dict[str, Value]) -> None:
        """Notes a call that is about to run; keys hold identities, so what they name stays."""
        self._alive.append((function, dict(values)))
        whose = (id(function.node), id(function.frame))
        self._counts[whose] = self._counts.get(whose, 0) + 1
        self._results[key] = None

    def finish(self, key: Signature, result: Value) -> None:
        """Notes what a call returned."""
        old = self._results.get(key)
        self._results[key] = result if old is None else join(old, result)

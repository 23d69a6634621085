"""Looks for tracers in what is reachable from the program once a trace is over."""

import functools
import gc
import traceback
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from types import FrameType, FunctionType, GeneratorType, MethodType, ModuleType
from typing import Any, cast

from ..limits import MOST_SEARCHED_OBJECTS
from ..program.signatures import closure_of
from ..program.user_code import attribute_or_none
from ..program.userjax import Tracer, jax, numpy

LEAVES = (str, bytes, int, float, complex, type(None), ModuleType, numpy.ndarray, numpy.dtype)

SEQUENCES: tuple[Any, ...] = (list, tuple, set, frozenset, deque)
NamedValue = tuple[str, Any]
ROOT = 0


@dataclass(frozen=True, slots=True)
class TracerHolder:
    """One place that holds a tracer: the object by id, the name that leads there, the tracer."""

    holder: int
    name: str
    tracer: Any


def tracers(roots: Iterable[NamedValue]) -> dict[int, NamedValue]:
    """Returns the tracers that can be reached, by id, with the first name that leads to them."""
    found: dict[int, NamedValue] = {}
    for each in tracer_holders(roots):
        found.setdefault(id(each.tracer), (each.name, each.tracer))
    return found


def tracer_holders(roots: Iterable[NamedValue]) -> Iterator[TracerHolder]:
    """Yields every place that holds a tracer; a list that holds one twice is two places."""
    seen: set[int] = set()
    waiting = deque((ROOT, *each) for each in roots)
    while waiting and len(seen) < MOST_SEARCHED_OBJECTS:
        holder, name, value = waiting.popleft()
        kind = cast(Any, type(value))  # what an object says of its class may be another
        if issubclass(kind, Tracer):
            yield TracerHolder(holder, name, value)
        elif not issubclass(kind, LEAVES) and id(value) not in seen:
            seen.add(id(value))
            if not issubclass(kind, jax.Array):
                waiting.extend((id(value), *each) for each in _inside(name, value))


def _inside(name: str, value: Any) -> Iterator[NamedValue]:
    """Items go by the name of what holds them, attributes by their own."""
    match value:
        case dict():
            yield from ((name, each) for each in _items(value))  # type: ignore[reportUnknownArgumentType]
        case list() | tuple() | set() | frozenset() | deque():
            yield from ((name, each) for each in _items(value))  # type: ignore[reportUnknownArgumentType]
        case FunctionType():
            yield from _of_function(name, value)
        case MethodType():
            yield from ((name, value.__self__), (name, value.__func__))
        case functools.partial():
            yield from ((name, value.func), (name, value.args), (name, value.keywords))  # type: ignore[reportUnknownMemberType]
        case GeneratorType():
            frame = value.gi_frame
            yield from frame.f_locals.items() if frame else ()
        case BaseException():
            yield name, value.args
            frames = traceback.walk_tb(value.__traceback__)
            yield from ((name, frame) for frame, _ in frames)
            yield from _attributes(name, value)
        case FrameType():
            yield from value.f_locals.items()
        case ContextVar():
            yield name, value.get(None)  # type: ignore[reportUnknownMemberType]
        case weakref.ref():
            yield name, value()
        case Iterator() if type(value).__module__ in ("builtins", "itertools"):  # type: ignore[reportUnknownArgumentType]
            yield from ((name, each) for each in gc.get_referents(value))
        case _ if isinstance(value, type(_CACHED)):
            yield from ((name, each) for each in gc.get_referents(value))
        case _:
            yield from _attributes(name, value)


def _items(value: Any) -> list[Any]:
    """A subclass may iterate over something else than it holds; a proxy only has its class."""
    kind = cast(Any, type(value))
    if issubclass(kind, dict):
        return list(dict.values(value))  # type: ignore[reportUnknownVariableType]
    own: Any = next((each for each in kind.__mro__ if each in SEQUENCES), None)
    if own is None and isinstance(value, dict):
        return list(value.values())  # type: ignore[reportUnknownVariableType]
    return list(own.__iter__(value) if own else value)


def _of_function(name: str, function: FunctionType) -> Iterator[NamedValue]:
    yield from closure_of(function).items()
    yield f"{name}.__defaults__", function.__defaults__
    yield f"{name}.__kwdefaults__", function.__kwdefaults__
    yield from ((f"{name}.{key}", each) for key, each in function.__dict__.items())


def _attributes(name: str, value: Any) -> Iterator[NamedValue]:
    held = attribute_or_none(value, "__dict__")
    if isinstance(held, dict) or hasattr(held, "items"):
        yield from ((f"{name}.{key}", each) for key, each in list(held.items()))  # type: ignore[reportOptionalMemberAccess]
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if (found := attribute_or_none(value, slot)) is not None:
                yield f"{name}.{slot}", found
    wrapped = attribute_or_none(value, "__wrapped__")
    if wrapped is not None:
        yield name, wrapped


@functools.cache
def _CACHED() -> None: ...

"""The state of the user's modules, stored before some calls and restored after them."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CellType, ModuleType
from typing import Any

from ..program.user_code import attribute_or_none, value_or
from ..program.userjax import jax, numpy

CONTAINERS = (dict, list, set, deque, bytearray)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The names of namespaces, the items of containers, and the caches of memoised functions.

    The `cells` are what a function has of the one around it.
    """

    namespaces: tuple[tuple[dict[str, Any], dict[str, Any]], ...]
    containers: tuple[tuple[Any, Any], ...]
    caches: tuple[Callable[[], object], ...]
    cells: tuple[tuple[CellType, Any], ...] = ()

    @classmethod
    def of(
        cls, modules: list[ModuleType], objects: tuple[Any, ...], function: Any = None
    ) -> "Snapshot":
        """Returns what modules, objects and a function hold, and the modules' own objects."""
        cells = [*_cells(function)]
        names = {each.__name__ for each in modules}
        spaces = [vars(each) for each in modules]
        held = [*_values(spaces)]
        own = [each for each in held if getattr(each.__class__, "__module__", "") in names]
        spaces += [each for each in map(_attributes, (*own, *objects)) if each is not None]
        return cls(
            tuple((space, dict(space)) for space in spaces),
            tuple(
                (each, each.copy())
                for each in (*_values(spaces), *(value for _, value in cells))
                if type(each) in CONTAINERS
            ),
            tuple(_caches(held)),
            tuple(cells),
        )

    def state(self) -> str:
        """Returns what is held now, as text."""
        spaces = [[(name, _text(each)) for name, each in _own(now)] for now, _ in self.namespaces]
        held = [
            _text(value_or(None, lambda cell=cell: cell.cell_contents)) for cell, _ in self.cells
        ]
        return repr([*spaces, *held, *(_text(now) for now, _ in self.containers)])

    def changes(self) -> Iterator[str]:
        """Yields what has another value now, each name with its value as text."""
        held = {id(now): before for now, before in self.containers}
        for now, before in self.namespaces:
            for name, value in _own(now):
                old = before.get(name, held)
                is_as_before = value is old and _text(held.get(id(value), value)) == _text(value)
                if not is_as_before:
                    yield f"{name} = {_text(value)}"

    def restore(self) -> None:
        """Makes it all as it was, but for what is inside of other objects."""
        for now, before in self.containers:
            with contextlib.suppress(Exception):
                now.clear()
                (now.update if isinstance(now, (dict, set)) else now.extend)(before)  # type: ignore[reportUnknownMemberType]
        for now, before in self.namespaces:
            for name in now.keys() - before.keys():
                del now[name]
            now.update(before)
        for cell, value in self.cells:
            cell.cell_contents = value
        for clear in self.caches:
            with contextlib.suppress(Exception):
                clear()


def _cells(function: Any) -> Iterator[tuple[CellType, Any]]:
    """Yields the cells of a closure that are filled, and what is in them."""
    for cell in getattr(function, "__closure__", None) or ():
        with contextlib.suppress(ValueError):
            yield cell, cell.cell_contents


def _values(spaces: list[dict[str, Any]]) -> Iterator[Any]:
    return (value for space in spaces for _, value in _own(space))


def _own(space: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yields what stands under names of the user's; Python keeps its builtins there, too."""
    return (item for item in space.items() if not item[0].startswith("__"))


def _text(value: Any, depth: int = 2) -> str:
    """Numbers and texts as they are, containers by their items; objects by their class."""
    match value:
        case None | bool() | int() | float() | complex() | str() | bytes():
            return repr(value)
        case dict() if depth:
            return repr([(str(key), _text(each, depth - 1)) for key, each in value.items()])  # type: ignore[reportUnknownVariableType]
        case list() | tuple() | deque() if depth:
            return repr([_text(each, depth - 1) for each in value])  # type: ignore[reportUnknownVariableType]
        case set():
            return repr(sorted(map(_text, value)))  # type: ignore[reportUnknownVariableType]
        case jax.core.Tracer():
            return "a tracer"
        case jax.Array() | numpy.ndarray() | numpy.generic():
            return _numbers(value)
        case _:
            return type(value).__qualname__


def _numbers(array: Any) -> str:
    """Random keys, and what has been donated, have none to show."""
    return value_or(repr(array.dtype), lambda: repr(numpy.asarray(array).tolist()))


def _attributes(value: Any) -> dict[str, Any] | None:
    found = attribute_or_none(value, "__dict__")
    return found if isinstance(found, dict) else None  # type: ignore[reportUnknownVariableType]


def _caches(values: list[Any]) -> Iterator[Callable[[], object]]:
    for each in values:
        clear, info = (attribute_or_none(each, name) for name in ("cache_clear", "cache_info"))
        if callable(clear) and callable(info):
            yield clear

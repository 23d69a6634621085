"""What is done with a parameter in the functions that it is handed on to, and who is to blame."""

import ast
import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from ..index import Definition, Index
from ..places import real
from .failure import Step, is_near
from .handing import handings
from .signatures import code_of, namespace_of
from .signs import uses
from .uses import Handed, Uses, path_of

MOST_HANDED = 60
MOST_MEMBERS = 8


@dataclass(slots=True)
class Through:
    """Reads functions, and those of the same package that they call; `index` reads a file."""

    index: Callable[[str], Index]
    _known: dict[CodeType, Uses] = field(default_factory=dict[CodeType, Uses])
    _steps: dict[tuple[str, str, int], Uses] = field(default_factory=dict[Any, Uses])

    def uses(self, function: Any) -> Uses:
        """Returns what a function and its callees tell of its parameters."""
        code = code_of(function)
        if code is None:
            return Uses()
        if code not in self._known:
            self._known[code] = Uses()
            self._known[code] = self._read(function, code)
        return self._known[code]

    def blamed(self, trail: tuple[Step, ...]) -> list[str]:
        """Returns what the innermost error may be due to, by the paths of the outermost function.

        What is handed from call to call is followed; after that, all that stands in the calls.
        """
        readings = [self._at(step) for step in trail]
        found: list[str] = []
        for deepest in range(len(trail) - 1, -1, -1):
            paths = readings[deepest].blamed(trail[deepest].span)
            for place in range(deepest - 1, -1, -1):
                paths = _handed_from(readings[place], trail[place], readings[place + 1], paths)
            found += paths
        return list(dict.fromkeys(found))

    def _at(self, step: Step) -> Uses:
        key = (step.file, step.name, step.row)
        if key not in self._steps:
            self._steps[key] = uses(self.index(real(step.file)), step.name, step.row)
        return self._steps[key]

    def _read(self, function: Any, code: CodeType) -> Uses:
        namespace = namespace_of(function)
        owner = function if isinstance(function, type) else _owner(code, namespace)
        found = uses(self.index(real(code.co_filename)), code.co_name, code.co_firstlineno)
        if found.node is None:
            return found
        inside = {each.name: each for each in _functions_in(found.node)}
        for handed in found.handed[:MOST_HANDED]:
            if handed.callee in inside:
                _merge(found, handed, inside[handed.callee], found)
                continue
            callee = _callee(handed, namespace, owner)
            if callee is not None and is_near(namespace_of(callee), namespace):
                inner = self.uses(callee)
                if inner.node is not None:
                    _merge(found, handed, inner.node, inner)
        _look_up(found, namespace)
        return found


def _owner(code: CodeType, namespace: dict[str, Any]) -> type | None:
    held = namespace.get(code.co_qualname.partition(".")[0])
    return held if isinstance(held, type) else None


def _functions_in(node: Definition) -> Iterator[Definition]:
    for inner in ast.walk(node):
        if isinstance(inner, Definition) and inner is not node:
            yield inner


def _callee(handed: Handed, namespace: dict[str, Any], owner: type | None) -> Any:
    """Returns the function that a name or an attribute stands for where it is called."""
    first, *rest = handed.callee.split(".")
    found: Any = namespace.get(first)
    if first in ("self", "cls") and found is None:
        found = owner
    for name in rest:
        found = inspect.getattr_static(found, name, None) if found is not None else None
        found = getattr(found, "__func__", found)
    while isinstance(found, functools.partial):
        found = found.func
    if found is None or not callable(found):
        return None
    try:
        return found if isinstance(found, type) else inspect.unwrap(found)
    except Exception:
        return None


def _merge(found: Uses, handed: Handed, node: Definition, inner: Uses) -> None:
    """What is done with a parameter of a callee is done with what that is given."""
    for name, value, by_items in handed.given(node):
        path = path_of(value)
        if not path or (path == name and inner is found):
            continue
        if by_items:
            found.use(path).take(inner.of(name), 1)
        for deeper, use in list(inner.by_path.items()):
            if (deeper == name and not by_items) or deeper.startswith(name + "."):
                found.use(path + deeper[len(name) :]).take(use, int(by_items))


def _look_up(found: Uses, namespace: dict[str, Any]) -> None:
    """What is looked up in a global mapping, or collection, is one of its keys."""
    for use in found.by_path.values():
        for name in use.members:
            held = namespace.get(name)
            if isinstance(held, (dict, tuple, list, set, frozenset)):
                keys: list[Any] = [*held][:MOST_MEMBERS]  # type: ignore[reportUnknownArgumentType]
                use.words.extend(key for key in keys if isinstance(key, str))
                use.numbers.extend(key for key in keys if type(key) is int)


def _handed_from(outer: Uses, step: Step, inner: Uses, paths: list[str]) -> list[str]:
    """Returns the paths of a caller that became those of the function that it called.

    Where no call says so, names of the function around it stand for themselves, and what else
    the calling expression depends on comes after them.
    """
    given = _given(outer, step, inner)
    found: list[str] = []
    for path in paths:
        name, dot, rest = path.partition(".")
        if name in given:
            whole = path_of(given[name])
            found += [whole + dot + rest] if whole and dot else []
            found += outer.beneath(given[name])
        elif name in outer.behind:
            found += [path, *sorted(outer.behind[name])]
    return found or outer.blamed(step.span)


def _given(outer: Uses, step: Step, inner: Uses) -> dict[str, ast.expr]:
    """Returns what the parameters of a called function were given at a place."""
    place = outer.calling(step.span)
    if inner.node is None or not isinstance(place, ast.Call):
        return {}
    name = inner.node.name
    found = [each for each in handings(place) if each.callee.rpartition(".")[2] == name]
    handed = found[:1] or [Handed(name, tuple(place.args), (*place.keywords,))]
    return {each: value for each, value, _ in handed[0].given(inner.node)}

"""Usage across calls: what callees do with the arguments, and whose fault an error in them is."""

import ast
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from ..limits import MOST_FOLLOWED_INVOCATIONS, MOST_TABLE_KEYS
from ..program.failure import FailureFrame, is_same_project
from ..program.index import Definition, SyntaxIndex
from ..program.locations import real
from ..program.signatures import code_of, namespace_of, unwrapped
from .usage import FunctionUsage, Invocation, path_of
from .usage_callbacks import invocations
from .usage_inference import usage_in
from .usage_members import add_members, kept, methods

Bound = Iterable[tuple[str, ast.expr, bool]]


@dataclass(slots=True)
class InterproceduralUsage:
    """Reads functions, and those of the same project that they call; `index` reads a file."""

    index: Callable[[str], SyntaxIndex]
    _by_code: dict[CodeType, FunctionUsage] = field(default_factory=dict[CodeType, FunctionUsage])
    _by_class: dict[int, tuple[type, FunctionUsage]] = field(default_factory=dict[int, Any])
    _by_frame: dict[tuple[str, str, int], FunctionUsage] = field(default_factory=dict[Any, Any])

    def of(self, function: Any) -> FunctionUsage:
        """Returns how a function and its callees use its parameters.

        A class does with those of its constructor what its methods do with what that keeps.
        """
        if isinstance(function, type):
            return self._of_class(function)
        code = code_of(function)
        if code is None:
            return FunctionUsage()
        if code not in self._by_code:
            self._by_code[code] = FunctionUsage()  # a recursive call adds nothing
            self._by_code[code] = self._read(function, code)
        return self._by_code[code]

    def suspects(self, trail: tuple[FailureFrame, ...]) -> list[str]:
        """Returns the outermost function's paths that an error may be due to, likeliest first.

        Arguments are followed from call to call; after those come all paths in the calls.
        """
        usages = [self._of_frame(frame) for frame in trail]
        found: list[str] = []
        for deepest in range(len(trail) - 1, -1, -1):
            paths = usages[deepest].dependencies_at(trail[deepest].span)
            for place in range(deepest - 1, -1, -1):
                paths = _callers_paths(usages[place], trail[place], usages[place + 1], paths)
            found += paths
        return list(dict.fromkeys(found))

    def _of_class(self, owner: type) -> FunctionUsage:
        if id(owner) not in self._by_class:
            code, none = code_of(owner), FunctionUsage()
            self._by_class[id(owner)] = (owner, none)  # one that makes its like adds nothing
            found = none if code is None else self._read(owner, code)
            self._by_class[id(owner)] = (owner, found)
            attributes = kept(owner, found)
            for method in methods(owner) if attributes else ():
                if is_same_project(namespace_of(method), namespace_of(owner)):
                    add_members(found, attributes, method, self.of(method))
        return self._by_class[id(owner)][1]

    def _of_frame(self, frame: FailureFrame) -> FunctionUsage:
        key = (frame.file, frame.name, frame.row)
        if key not in self._by_frame:
            self._by_frame[key] = usage_in(self.index(real(frame.file)), frame.name, frame.row)
        return self._by_frame[key]

    def _read(self, function: Any, code: CodeType) -> FunctionUsage:
        namespace = namespace_of(function)
        holder = namespace.get(code.co_qualname.partition(".")[0])
        owner = next((each for each in (function, holder) if isinstance(each, type)), None)
        index = self.index(real(code.co_filename))
        found = usage_in(index, code.co_name, code.co_firstlineno)
        if found.node is None:
            return found
        inside = (each for each in ast.walk(found.node) if isinstance(each, Definition))
        local = {each.name: each for each in inside if each is not found.node}
        for invocation in found.invocations[:MOST_FOLLOWED_INVOCATIONS]:
            if invocation.callee in local:
                _merge(found, invocation, local[invocation.callee], found)
                continue
            callee = _callee(invocation, namespace, owner)
            if callee is not None and is_same_project(namespace_of(callee), namespace):
                inner = self.of(callee)
                if inner.node is not None:
                    _merge(found, invocation, inner.node, inner)
        _add_keys_of_tables(found, namespace)
        return found


def _callee(invocation: Invocation, namespace: dict[str, Any], owner: type | None) -> Any:
    """Returns the function that is invoked, if globals and the class of `self` tell."""
    first, *rest = invocation.callee.split(".")
    found: Any = namespace.get(first)
    if first in ("self", "cls") and found is None:
        found = owner
    for name in rest:
        found = inspect.getattr_static(found, name, None) if found is not None else None
        found = getattr(found, "__func__", found)
    while isinstance(found, functools.partial):
        found = found.func
    if isinstance(found, type):
        return found
    return unwrapped(found) if callable(found) else None


def _merge(found: FunctionUsage, call: Invocation, node: Definition, inner: FunctionUsage) -> None:
    """Adds the usage of a callee's parameters to the paths that are its arguments."""
    for name, value, by_items in _paired(call.bound(node)):
        path = path_of(value)
        if not path or (path == name and inner is found):
            continue
        if by_items:
            found.ensure(path).merge(inner.of(name), 1)
        for deeper, usage in list(inner.by_path.items()):
            if (deeper == name and not by_items) or deeper.startswith(name + "."):
                found.ensure(path + deeper[len(name) :]).merge(usage, int(by_items))


def _paired(bound: Bound) -> Iterator[tuple[str, ast.expr, bool]]:
    """Yields parameters and their arguments, and those of a tuple item by item."""
    for name, value, by_items in bound:
        yield name, value, by_items
        if isinstance(value, ast.Tuple):
            items = ((f"{name}.{place}", item, by_items) for place, item in enumerate(value.elts))
            yield from _paired(items)


def _add_keys_of_tables(found: FunctionUsage, namespace: dict[str, Any]) -> None:
    """Adds the keys of a global mapping, or collection, to what is looked up in it."""
    for usage in found.by_path.values():
        for name in usage.tables:
            held = namespace.get(name)
            if isinstance(held, (dict, tuple, list, set, frozenset)):
                keys: list[Any] = [*held][:MOST_TABLE_KEYS]  # type: ignore[reportUnknownArgumentType]
                usage.words.extend(key for key in keys if isinstance(key, str))
                usage.numbers.extend(key for key in keys if type(key) is int)


def _callers_paths(
    outer: FunctionUsage, frame: FailureFrame, inner: FunctionUsage, paths: list[str]
) -> list[str]:
    """Returns the paths of a caller that became those of the function that it called.

    Where no call is found, names of the enclosing function stand for themselves, before all
    that the calling expression depends on.
    """
    arguments = _passed(outer, frame, inner)
    found: list[str] = []
    for path in paths:
        name, dot, rest = path.partition(".")
        if name in arguments:
            passed = path_of(arguments[name])
            found += [passed + dot + rest] if passed and dot else []
            found += outer.dependencies(arguments[name])
        elif name in outer.origins:
            found += [path, *sorted(outer.origins[name])]
    return found or outer.dependencies_at(frame.span)


def _passed(outer: FunctionUsage, frame: FailureFrame, inner: FunctionUsage) -> dict[str, ast.expr]:
    """Returns the arguments of the function that is called at a place, by its parameters."""
    place = outer.smallest_at(frame.span)
    if inner.node is None or not isinstance(place, ast.Call):
        return {}
    name = inner.node.name
    found = (each for each in invocations(place) if each.name == name)
    called = next(found, Invocation(name, tuple(place.args), (*place.keywords,)))
    return {each: value for each, value, _ in called.bound(inner.node)}

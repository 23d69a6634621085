"""The values of local names in the program's text, without a run of the function around them."""

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..limits import DEEPEST_LOCAL_VALUE
from ..program.index import Definition
from .evaluation import evaluate

Binding = tuple[ast.expr, tuple[int, ...], bool]


class UnknownNameError(Exception):
    """A name has no value that can be found without running the program."""


@dataclass(frozen=True, slots=True)
class LocalValues:
    """Finds what a name holds at a row: the last assignment before it, then the module's."""

    tree: ast.Module
    around: tuple[Definition, ...]
    namespace: Mapping[str, Any]

    def of(self, expression: ast.expr, row: int, depth: int = 0) -> dict[str, Any]:
        """Returns the values of an expression's free names that are not the module's."""
        if depth > DEEPEST_LOCAL_VALUE:
            raise UnknownNameError
        found: dict[str, Any] = {}
        for name in _free(expression):
            value = self._local(name, row, depth)
            if value is not None:
                found[name] = value[0]
            elif name not in self.namespace and not hasattr(builtins, name):
                raise UnknownNameError(name)
        return found

    def _local(self, name: str, row: int, depth: int) -> tuple[Any] | None:
        for definition in reversed(self.around):
            binding = _binding(definition, name, row)
            if binding is not None:
                return (self._bound(*binding, depth),)
            if name in _parameters(definition):
                return (self._default(definition, name, depth),)
        if name in self.namespace:
            return None
        binding = _binding(self.tree, name, row)
        return (self._bound(*binding, depth),) if binding is not None else None

    def _default(self, definition: Definition, name: str, depth: int) -> Any:
        default = _parameters(definition)[name]
        if default is None:
            raise UnknownNameError(name)
        return self._value(default, definition.lineno, depth)

    def _bound(self, value: ast.expr, path: tuple[int, ...], first: bool, depth: int) -> Any:
        bound = self._value(value, value.lineno, depth)
        if first:
            bound = next(iter(bound))
        for index in path:
            bound = bound[index]
        return bound

    def _value(self, expression: ast.expr, row: int, depth: int) -> Any:
        values = self.of(expression, row, depth + 1)
        return evaluate(expression, {**self.namespace, **values})


def _free(expression: ast.expr) -> set[str]:
    names = [node for node in ast.walk(expression) if isinstance(node, ast.Name)]
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    bound = {node.arg for node in ast.walk(expression) if isinstance(node, ast.arg)}
    return {node.id for node in names} - stored - bound


def _binding(tree: ast.Module | Definition, name: str, row: int) -> Binding | None:
    """Returns the last value before a row, the indices into it, and whether it is iterated over."""
    found = None
    for target, value, first, at in _bindings(tree):
        path = _path(target, name) if at < row else None
        if path is not None and (found is None or value.lineno > found[0].lineno):
            found = (value, path, first)
    return found


@cache
def _bindings(tree: ast.Module | Definition) -> tuple[tuple[ast.expr, ast.expr, bool, int], ...]:
    """Returns targets and values, whether those are iterated over, and the rows."""
    found: list[tuple[ast.expr, ast.expr, bool, int]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Assign([target, *_], value):
                found.append((target, value, False, node.lineno))
            case ast.For(target, value):
                found.append((target, value, True, node.lineno))
            case _:
                pass
    return tuple(found)


def _path(target: ast.expr, name: str) -> tuple[int, ...] | None:
    if isinstance(target, ast.Name) and target.id == name:
        return ()
    if isinstance(target, (ast.Tuple, ast.List)):
        for index, element in enumerate(target.elts):
            inner = _path(element, name)
            if inner is not None:
                return (index, *inner)
    return None


def _parameters(definition: Definition) -> dict[str, ast.expr | None]:
    arguments = definition.args
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = [None] * (len(positional) - len(arguments.defaults))
    names = [each.arg for each in [*positional, *arguments.kwonlyargs]]
    return dict(zip(names, [*missing, *arguments.defaults, *arguments.kw_defaults], strict=True))

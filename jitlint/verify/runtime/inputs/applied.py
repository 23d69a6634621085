"""The places where a function applies a model, or updates an optimizer's state."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Literal

from ..limits import DEEPEST_MODEL_CALL
from ..program.index import Definition
from ..program.signatures import closure_of, function_of, namespace_of, unwrapped
from .knowledge import ProgramKnowledge
from .usage import Invocation
from .usage_callbacks import invocations

Paths = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ModelCall:
    """A call `holder.apply(…)` or `holder.update(…)`, and the values of the names in it.

    `paths` has local names that are parameters of the outermost function, or parts of these.
    """

    method: Literal["apply", "update"]
    holder: ast.expr
    args: tuple[ast.expr, ...]
    keywords: tuple[ast.keyword, ...]
    namespace: Mapping[str, Any]
    paths: Paths

    def path(self, expression: ast.expr) -> str:
        """Returns `batch.image` if that part of a parameter is what is written."""
        return _path(expression, self.paths)


def applied(
    knowledge: ProgramKnowledge,
    function: Any,
    known: Mapping[str, Any],
    parameters: Paths | None = None,
    deep: int = 0,
) -> Iterator[ModelCall]:
    """Yields where a function, or one that it passes its parameters to, applies a model.

    `known` are values of parameters; `parameters` are the paths of the others, all by default.
    """
    node = knowledge.usage(function).node
    if node is None or deep > DEEPEST_MODEL_CALL:
        return
    paths = _local_paths(node, parameters)
    namespace = {**namespace_of(function), **closure_of(function_of(function)), **known}
    for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
        match call.func:
            case ast.Attribute(holder, ("apply" | "update") as method):
                args, keywords = tuple(call.args), tuple(call.keywords)
                yield ModelCall(method, holder, args, keywords, namespace, paths)
            case _:
                pass
        for invocation in invocations(call):
            callee = namespace.get(invocation.callee)
            inner = unwrapped(callee) if callable(callee) else None
            if isinstance(inner, FunctionType) and inner is not unwrapped(function):
                below = knowledge.usage(inner).node
                if below is not None and (bound := _bound(below, invocation, paths)):
                    yield from applied(knowledge, inner, {}, bound, deep + 1)


def _local_paths(node: Definition, parameters: Paths | None) -> dict[str, str]:
    """Returns the paths that local names stand for, also in local functions."""
    names = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
    paths = dict(parameters) if parameters is not None else {name: name for name in names}
    local = {each.name: each for each in ast.walk(node) if isinstance(each, ast.FunctionDef)}
    _unpack(node, paths)
    for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
        for invocation in invocations(call):
            callee = local.get(invocation.callee)
            if callee is not None and callee is not node:
                paths.update(_bound(callee, invocation, paths))
    _unpack(node, paths)
    return paths


def _bound(node: Definition, invocation: Invocation, paths: Paths) -> dict[str, str]:
    """Returns the paths that a function's parameters stand for."""
    found = {name: _path(value, paths) for name, value, _ in invocation.bound(node)}
    return {name: path for name, path in found.items() if path}


def _unpack(node: ast.AST, paths: dict[str, str]) -> None:
    """Adds the names that `image = batch["image"]` and `x, y = batch` give to parts."""
    for each in ast.walk(node):
        match each:
            case ast.Assign([ast.Tuple(items)], value) if path := _path(value, paths):
                for place, item in enumerate(items):
                    if isinstance(item, ast.Name):
                        paths.setdefault(item.id, f"{path}.{place}")
            case ast.Assign([ast.Name(name)], ast.Subscript() as value):
                if path := _path(value, paths):
                    paths.setdefault(name, path)
            case _:
                pass


def _path(expression: ast.expr, paths: Paths) -> str:
    match expression:
        case ast.Name(name):
            return paths.get(name, "")
        case ast.Subscript(value, ast.Constant(str() | int() as key)):
            inner = _path(value, paths)
            return f"{inner}.{key}" if inner else ""
        case _:
            return ""

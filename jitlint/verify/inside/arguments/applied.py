"""Where a function applies a model, or updates an optimizer's state, and to which parameters."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Literal, Protocol

from ..index import Definition
from ..userjax import jax
from .handing import handings
from .signatures import namespace_of, unwrapped
from .uses import Uses

DEEPEST = 3
Scope = Mapping[str, str]


class Reader(Protocol):
    """Reads the code of functions."""

    def uses(self, function: Any) -> Uses: ...


@dataclass(frozen=True, slots=True)
class Applied:
    """A call `holder.apply(…)` or `holder.update(…)`, in a function with that namespace.

    `scope` says which local names are which paths of the outermost function's parameters.
    """

    what: Literal["apply", "update"]
    holder: ast.expr
    args: tuple[ast.expr, ...]
    keywords: tuple[ast.keyword, ...]
    namespace: Mapping[str, Any]
    scope: Scope

    def path(self, expression: ast.expr) -> str:
        """Returns `batch.image` if that part of a parameter is what is written."""
        return _path(expression, self.scope)


def applied(
    reader: Reader,
    function: Any,
    known: Mapping[str, Any],
    names: Scope | None = None,
    deep: int = 0,
) -> Iterator[Applied]:
    """Yields where a function, or one that it hands its parameters to, applies a model.

    `known` are values of parameters; `names` are the paths of the others, all by default.
    """
    node = reader.uses(function).node
    if node is None or deep > DEEPEST:
        return
    scope = _scope(node, names)
    namespace = {**namespace_of(function), **_closure(function), **known}
    for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
        match call.func:
            case ast.Attribute(holder, ("apply" | "update") as what):
                args, keywords = tuple(call.args), tuple(call.keywords)
                yield Applied(what, holder, args, keywords, namespace, scope)
            case _:
                pass
        for handed in handings(call):
            callee = namespace.get(handed.callee)
            inside = unwrapped(callee) if callable(callee) else None
            if isinstance(inside, FunctionType) and inside is not unwrapped(function):
                below = reader.uses(inside).node
                if below is not None and (bound := _bound(below, handed.args, scope)):
                    yield from applied(reader, inside, {}, bound, deep + 1)


def _scope(node: Definition, names: Scope | None) -> dict[str, str]:
    """Returns the paths that local names hold, those of functions inside among them."""
    parameters = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
    scope = dict(names) if names is not None else {name: name for name in parameters}
    inner = {each.name: each for each in ast.walk(node) if isinstance(each, ast.FunctionDef)}
    _unpack(node, scope)
    for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
        for handed in handings(call):
            if (local := inner.get(handed.callee)) is not None and local is not node:
                scope.update(_bound(local, handed.args, scope))
    _unpack(node, scope)
    return scope


def _bound(node: Any, args: tuple[ast.expr | None, ...], scope: Scope) -> dict[str, str]:
    """Returns the paths of a function's parameters by the arguments that it is given."""
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    pairs = ((name, arg) for name, arg in zip(names, args, strict=False) if arg is not None)
    found = {name: _path(arg, scope) for name, arg in pairs}
    return {name: path for name, path in found.items() if path}


def _unpack(node: ast.AST, scope: dict[str, str]) -> None:
    """Takes in what `image = batch["image"]` and `x, y = batch` make of parameters."""
    for each in ast.walk(node):
        match each:
            case ast.Assign([ast.Tuple(items)], value) if path := _path(value, scope):
                for place, item in enumerate(items):
                    if isinstance(item, ast.Name):
                        scope.setdefault(item.id, f"{path}.{place}")
            case ast.Assign([ast.Name(name)], ast.Subscript() as value):
                if path := _path(value, scope):
                    scope.setdefault(name, path)
            case _:
                pass


def _path(expression: ast.expr, scope: Scope) -> str:
    match expression:
        case ast.Name(name):
            return scope.get(name, "")
        case ast.Subscript(value, ast.Constant(str() | int() as key)):
            inner = _path(value, scope)
            return f"{inner}.{key}" if inner else ""
        case _:
            return ""


def _closure(function: Any) -> dict[str, Any]:
    inner = unwrapped(function)
    inner = getattr(inner, "__func__", inner)
    names = getattr(getattr(inner, "__code__", None), "co_freevars", ())
    found: dict[str, Any] = {}
    for name, cell in zip(names, getattr(inner, "__closure__", None) or (), strict=False):
        try:
            found[name] = cell.cell_contents
        except ValueError:
            continue
    return found


def key() -> Any:
    """Returns the random key that models are initialised with."""
    return jax.random.PRNGKey(0)

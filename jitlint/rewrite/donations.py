"""Calls that donate: the arguments whose buffers they take, and copies that are passed instead."""

import ast
from collections.abc import Iterator

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, qualified
from jitlint.rewrite.scopes import is_parameter, scope_of, stores
from jitlint.rewrite.wrapped import Wrapped, wrapper

Edits = tuple[Edit[Span], ...]
MADE = frozenset(
    "arange array asarray eye full full_like identity linspace normal ones ones_like uniform zeros"
    " zeros_like".split()
)
"""Functions of `jax.numpy` and `jax.random` that give one array."""


def donated(document: Document, call: ast.Call) -> tuple[ast.Name, ...]:
    """Returns the names that a call passes for what it donates, as far as they are known."""
    wrapped = Wrapped.at(document, _site(document, call.func))
    if wrapped is None or not isinstance(wrapped.site, ast.Call):
        return ()
    if any(isinstance(each, ast.Starred) for each in call.args):
        return ()
    options = {each.arg: each.value for each in wrapped.site.keywords}
    numbers = {*_constants(options.get("donate_argnums"))}
    names = {*_constants(options.get("donate_argnames"))}
    every = wrapped.parameters
    names |= {name for number, name in enumerate(every) if number in numbers}
    given = [*zip(every, call.args, strict=False), *((e.arg, e.value) for e in call.keywords)]
    found = [value for name, value in given if name in names]
    return tuple(each for each in found if isinstance(each, ast.Name))


def _site(document: Document, called: ast.expr) -> ast.expr | None:
    """Returns the place where what is called is jitted: in the same function, or in the file."""
    function = document.function(called)
    if not isinstance(called, ast.Name):
        return None
    inside = stores(function, called.id) if function else []
    match [document.statement(each) for each in inside]:
        case []:
            return wrapper(document, called)
        case [ast.Assign(targets=[ast.Name()], value=value)]:
            return value
        case _:
            return None


def copied(document: Document, name: ast.Name) -> Edits:
    """Returns the edits that pass a copy of an array, or of each leaf of what may be a tree."""
    if _is_array(document, name):
        return (document.replace(name, f"{name.id}.copy()", safe=False),)
    mapped, edits = imported(document, "jax.tree.map", name, safe=False)
    copy, more = imported(document, "jax.numpy.copy", name, safe=False)
    if not mapped or not copy:
        return ()
    text = f"{mapped}({copy}, {name.id})"
    return (*edits, *more, document.replace(name, text, safe=False))


def _is_array(document: Document, name: ast.Name) -> bool:
    """Returns whether a function, or the file, binds a name only to what surely is one array."""
    scope = scope_of(document, name)
    targets = stores(scope, name.id)
    alone = bool(targets) and not is_parameter(scope, name.id)
    return alone and all(_is_made(document, each) for each in targets)


def _is_made(document: Document, target: ast.AST) -> bool:
    match document.statement(target):
        case ast.Assign(targets=[only], value=ast.Call(func=function)) if only is target:
            library, _, name = qualified(document, function).rpartition(".")
            return library in ("jax.numpy", "jax.random") and name in MADE
        case _:
            return False


def _constants(node: ast.expr | None) -> Iterator[object]:
    items = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    yield from (each.value for each in items if isinstance(each, ast.Constant))

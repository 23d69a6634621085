"""The names of a file: their meanings, and how a name of a library is written there."""

import ast
from collections.abc import Iterator

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import FUNCTIONS, Bindings, Document

SCOPES = (*FUNCTIONS, ast.ClassDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

IMPORTS = (
    ("jnp", "jax.numpy", "import jax.numpy as jnp"),
    ("jax", "jax", "import jax"),
    ("functools", "functools", "import functools"),
)
"""Local names, the modules that they mean, and the statements that import them."""


def qualified(document: Document, node: ast.AST) -> str:
    """Returns the dotted name that an expression means; empty where that is uncertain."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    owner = _meaning(document, node.id, node) if isinstance(node, ast.Name) else ""
    return ".".join([owner, *reversed(names)]) if owner else ""


def spelled(document: Document, name: str, node: ast.AST) -> str:
    """Returns the spelling of a dotted name at a node; empty where it is not imported."""
    scopes = list(_scopes(document, node))
    for end in _ends(name):
        meant = name[:end]
        locals = {local for scope in scopes for local in _locals(document, scope, meant)}
        fits = [local for local in locals if _meaning(document, local, node) == meant]
        if fits:
            return min(fits) + name[end:]
    return ""


def imported(
    document: Document, name: str, node: ast.AST, *, safe: bool = True
) -> tuple[str, tuple[Edit[Span], ...]]:
    """Returns the spelling of a name of `IMPORTS` at a node, with an import where it needs one.

    Empty where there is no room for the import, or its name is taken.
    """
    text, first = spelled(document, name, node), document.first_import
    local, meant, line = next(each for each in IMPORTS if name.startswith(f"{each[1]}."))
    taken = local in document.words
    if text or taken or first is None or first.lineno >= document.statement(node).lineno:
        return text, ()
    start = (first.lineno, 0)
    whole = local + name.removeprefix(meant)
    return whole, (document.edit(start, start, f"{line}\n", safe=safe),)


def bindings(document: Document, scope: ast.AST) -> Bindings:
    """Returns the bindings of a scope."""
    if scope not in document.bindings:
        document.bindings[scope] = _bindings(scope)
    return document.bindings[scope]


def is_local(document: Document, name: ast.Name) -> bool:
    """Returns whether a name is bound in the innermost scope that it is read in, and is its own."""
    here = bindings(document, next(_scopes(document, name)))
    return name.id in here.meanings and name.id not in here.declared


def is_builtin(document: Document, name: ast.Name) -> bool:
    """Returns whether no scope around a name binds it, so that it is Python's own."""
    scopes = _scopes(document, name)
    bound = any(name.id in bindings(document, scope).meanings for scope in scopes)
    return not bound and "*" not in document.words


def _meaning(document: Document, name: str, node: ast.AST) -> str:
    for number, scope in enumerate(_scopes(document, node)):
        if number and isinstance(scope, ast.ClassDef):
            continue
        meanings = bindings(document, scope).meanings.get(name)
        if meanings:
            return meanings[0] if len(set(meanings)) == 1 else ""
    return ""


def _locals(document: Document, scope: ast.AST, meaning: str) -> list[str]:
    return bindings(document, scope).locals.get(meaning, [])


def _ends(name: str) -> Iterator[int]:
    """Yields where the whole of a dotted name ends, and where what its last parts are in does."""
    end = len(name)
    while end > 0:
        yield end
        end = name.rfind(".", 0, end)


def _scopes(document: Document, node: ast.AST) -> Iterator[ast.AST]:
    return (each for each in document.around(node) if isinstance(each, (*SCOPES, ast.Module)))


def _bindings(scope: ast.AST) -> Bindings:
    found = Bindings()
    for node in _within(scope):
        for name, meaning in _bound(node):
            found.meanings.setdefault(name, []).append(meaning)
            if meaning:
                found.locals.setdefault(meaning, []).append(name)
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.declared.update(node.names)
    return found


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """Yields the nodes of a scope, and those inside it that open others, but not their bodies."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, SCOPES):
            waiting += ast.iter_child_nodes(node)


def _bound(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            yield name, ""
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, ""
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name, ""
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from ((name, "") for name in names)
        case ast.Import(names=names):
            yield from (_import(alias) for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield from ((each.asname or each.name, f"{module}.{each.name}") for each in names)
        case ast.ImportFrom(names=names):
            yield from ((each.asname or each.name, "") for each in names)
        case _:
            return


def _import(alias: ast.alias) -> tuple[str, str]:
    top = alias.name.partition(".")[0]
    return (alias.asname, alias.name) if alias.asname else (top, top)

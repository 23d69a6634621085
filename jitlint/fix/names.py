"""What a name of a file stands for, and how a thing of a library is written there."""

import ast
from collections.abc import Iterator

from jitlint.finding import Edit, Span
from jitlint.fix.document import FUNCTIONS, Document, Meanings

SCOPES = (*FUNCTIONS, ast.ClassDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def qualified(document: Document, node: ast.AST) -> str:
    """Returns the dotted name of what an expression stands for; empty where that is not sure."""
    match node:
        case ast.Name(id=name):
            return _meaning(document, name, node)
        case ast.Attribute(value=value, attr=name):
            owner = qualified(document, value)
            return f"{owner}.{name}" if owner else ""
        case _:
            return ""


def spelled(document: Document, name: str, node: ast.AST) -> str:
    """Returns how a dotted name is written at a node with what is imported; empty if it is not."""
    known = {local for scope in _scopes(document, node) for local in bindings(document, scope)}
    ways = ((_meaning(document, local, node), local) for local in sorted(known))
    fits = [(meant, local) for meant, local in ways if meant and f"{name}.".startswith(f"{meant}.")]
    meant, local = max(fits, key=lambda way: len(way[0]), default=("", ""))
    return local + name.removeprefix(meant) if local else ""


def imported(
    document: Document, name: str, node: ast.AST, *, safe: bool = True
) -> tuple[str, tuple[Edit[Span], ...]]:
    """Returns how a dotted name of JAX is written at a node, with an import where it needs one.

    Empty where there is no room for the import, or its name is taken.
    """
    text = spelled(document, name, node)
    numpy = name.startswith("jax.numpy.")
    local, line = ("jnp", "import jax.numpy as jnp") if numpy else ("jax", "import jax")
    first = next((each for each in document.tree.body if _is_plain_import(each)), None)
    taken = any(
        isinstance(each, ast.Name | ast.arg | ast.alias) and local in vars(each).values()
        for each in document.nodes
    )
    if text or taken or first is None or first.lineno >= document.statement(node).lineno:
        return text, ()
    start = (first.lineno, 0)
    whole = local + name.removeprefix("jax.numpy" if numpy else "jax")
    return whole, (document.edit(start, start, f"{line}\n", safe=safe),)


def bindings(document: Document, scope: ast.AST) -> Meanings:
    """Returns the names that a scope binds, each with what its imports mean, else with ``""``."""
    if scope not in document.bindings:
        found = document.bindings.setdefault(scope, {})
        for node in _within(scope):
            for name, meaning in _bound(node):
                found.setdefault(name, []).append(meaning)
    return document.bindings[scope]


def is_local(document: Document, name: ast.Name) -> bool:
    """Returns whether a name is bound in the innermost scope that it is read in, and is its own."""
    scope = next(_scopes(document, name))
    return name.id in bindings(document, scope) and name.id not in _declared(scope)


def is_builtin(document: Document, name: ast.Name) -> bool:
    """Returns whether no scope around a name binds it, so that it is Python's own."""
    stars = (each for each in document.nodes if isinstance(each, ast.alias) and each.name == "*")
    bound = any(name.id in bindings(document, scope) for scope in _scopes(document, name))
    return not bound and not any(stars)


def _meaning(document: Document, name: str, node: ast.AST) -> str:
    for number, scope in enumerate(_scopes(document, node)):
        if number and isinstance(scope, ast.ClassDef):
            continue
        meanings = bindings(document, scope).get(name)
        if meanings:
            return meanings[0] if len(set(meanings)) == 1 else ""
    return ""


def _scopes(document: Document, node: ast.AST) -> Iterator[ast.AST]:
    return (each for each in document.around(node) if isinstance(each, (*SCOPES, ast.Module)))


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


def _declared(scope: ast.AST) -> set[str]:
    shared = (each for each in _within(scope) if isinstance(each, ast.Global | ast.Nonlocal))
    return {name for each in shared for name in each.names}


def _is_plain_import(statement: ast.stmt) -> bool:
    match statement:
        case ast.ImportFrom(module=module, level=0):
            return module != "__future__"
        case ast.Import():
            return True
        case _:
            return False

"""Variables of the surrounding function that jitted code captures, passed as arguments instead."""

import ast
from collections.abc import Iterator

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import FUNCTIONS, WIDTH, Document
from jitlint.rewrite.names import bindings, qualified
from jitlint.rewrite.scopes import is_computed_with, loads, stores
from jitlint.rewrite.wrapped import JIT, Wrapped

Edits = tuple[Edit[Span], ...]
Local = ast.FunctionDef | ast.Lambda


def passed_in(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of a jitted function within another one, and of all its calls."""
    read, entry = document.node(finding.at, ast.Name), finding.entry
    if read is None or entry is None or entry.starts.path != finding.at.path:
        return ()
    site = document.node(entry.starts, ast.expr)
    wrapped = _plain(document, site) if site else None
    if wrapped is None:
        return ()
    function, name = wrapped.function, read.id
    outer = document.function(function)
    if not isinstance(function, Local) or not isinstance(outer, ast.FunctionDef):
        return ()
    if document.function(read) is not function:
        return ()
    owned = name in bindings(document, outer).meanings and _is_only_read(document, function, name)
    own = bindings(document, outer)
    if not owned or name in own.declared:
        return ()
    calls = _calls(document, outer, wrapped)
    if not calls or not all(_sees(document, each, outer, name) for each in calls):
        return ()
    parameter = _after_parameters(document, function, name)
    arguments = [_after_arguments(document, each, name) for each in calls]
    if not parameter or not all(arguments):
        return ()
    return (*parameter, *(edit for each in arguments for edit in each))


def _plain(document: Document, site: ast.expr) -> Wrapped | None:
    """Returns what is jitted without options."""
    wrapped = Wrapped.at(document, site)
    match site:
        case ast.Call(func=callee, args=[_], keywords=[]) if qualified(document, callee) == JIT:
            return wrapped
        case ast.Name() | ast.Attribute():
            return wrapped
        case _:
            return None


def _is_only_read(document: Document, function: Local, name: str) -> bool:
    """Returns whether a function computes with a variable, as with any array or number."""
    if name in bindings(document, function).meanings:
        return False
    inner = [each for each in ast.walk(function) if isinstance(each, FUNCTIONS)]
    reads = loads(function, name)
    return inner == [function] and all(is_computed_with(document, each) for each in reads)


def _calls(document: Document, outer: ast.FunctionDef, wrapped: Wrapped) -> list[ast.Call]:
    """Returns the calls of a jitted function; none if it is used in any other way."""
    function, site = wrapped.function, wrapped.site
    match document.statement(site):
        case ast.FunctionDef(name=name) as defined if defined is function:
            handed = 0
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is site:
            own = function.name if isinstance(function, ast.FunctionDef) else ""
            handed = len(loads(document.tree, own)) - 1 if own else 0
        case _:
            return []
    if handed:
        return []
    if len(stores(outer, name)) != (function is not document.statement(site)):
        return []
    found: list[ast.Call] = []
    for read in loads(outer, name):
        match next(document.around(read)):
            case ast.Call(func=called, keywords=[]) as call if called is read:
                found.append(call)
            case _:
                return []
    starred = any(isinstance(e, ast.Starred) for each in found for e in each.args)
    return [] if starred else found


def _sees(document: Document, call: ast.Call, outer: ast.FunctionDef, name: str) -> bool:
    """Returns whether a variable of the surrounding function is the same one at a call."""
    for around in _scopes_until(document, call, outer):
        own = bindings(document, around)
        if name in own.meanings and name not in own.declared:
            return False
    return True


def _scopes_until(document: Document, node: ast.AST, outer: ast.AST) -> Iterator[ast.AST]:
    inner = (*FUNCTIONS, ast.ClassDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for around in document.around(node):
        if around is outer:
            return
        if isinstance(around, inner):
            yield around


def _after_parameters(document: Document, function: Local, name: str) -> Edits:
    given = function.args
    other = (given.vararg, given.kwarg, *given.kwonlyargs, *given.defaults)
    if not given.args or any(other):
        return ()
    end = document.extent(given.args[-1])[1]
    return _inserted(document, end, f", {name}")


def _after_arguments(document: Document, call: ast.Call, name: str) -> Edits:
    if not call.args or call.keywords:
        return ()
    end = document.extent(call)[1]
    before = end[0], end[1] - 1
    said = document.between(document.extent(call.args[-1])[1], before)
    return _inserted(document, before, f", {name}") if not said.strip("() ") else ()


def _inserted(document: Document, at: tuple[int, int], text: str) -> Edits:
    line = document.lines[at[0] - 1]
    fits = len(line.partition("#")[0].rstrip()) + len(text) <= WIDTH
    return (document.edit(at, at, text, safe=False),) if fits else ()

"""Returns the changed argument, and binds it where the function is called."""

import ast
from functools import lru_cache

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import FUNCTIONS, Document
from jitlint.rewrite.name_index import KEPT
from jitlint.rewrite.scopes import is_parameter, loads, scope_of, stores
from jitlint.rewrite.wrapped import definition, is_jit

Edits = tuple[Edit[Span], ...]
RETURNING = (ast.Return, ast.Yield, ast.YieldFrom)


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of a function that returns nothing, and of all its calls in the file."""
    target = document.node(finding.at, ast.Subscript)
    base: ast.expr | None = target
    while isinstance(base, ast.Subscript):
        base = base.value
    function = document.function(target) if target else None
    if not isinstance(base, ast.Name) or not isinstance(function, ast.FunctionDef):
        return ()
    if not _is_plain(document, function, base.id):
        return ()
    place = [each.arg for each in function.args.args].index(base.id)
    reads = loads(document.tree, function.name)
    calls = [_called(document, each, place) for each in reads]
    known = [each for each in calls if each]
    if not known or len(known) < len(calls):
        return ()
    last = function.body[-1]
    (row, column), (_, end) = document.extent(last)[0], document.extent(last)[1]
    indent = document.lines[document.extent(last)[0][0] - 1][:column]
    end_row = document.extent(last)[1][0]
    rest = document.lines[end_row - 1][end:].strip()
    if indent.strip() or rest[:1] not in ("", "#") or row < 1:
        return ()
    returned = _new_row(document, end_row, f"{indent}return {base.id}")
    starts = [(document.extent(call)[0], name) for call, name in known]
    return (returned, *(document.edit(at, at, f"{name} = ", safe=False) for at, name in starts))


def _new_row(document: Document, after: int, text: str) -> Edit[Span]:
    """Returns the edit that puts a row behind one, whose end stays where another one follows."""
    if after < len(document.lines) and not document.source.cells:
        start = (after + 1, 0)
        return document.edit(start, start, f"{text}\n", safe=False)
    end = (after, len(document.lines[after - 1]))
    return document.edit(end, end, f"\n{text}", safe=False)


def _is_plain(document: Document, function: ast.FunctionDef, name: str) -> bool:
    """Returns whether a jitted function of the module only changes what it is passed."""
    arguments = function.args
    alone = not (arguments.vararg or arguments.posonlyargs or stores(function, name))
    once = definition(document, ast.Name(function.name)) is function
    jitted = len(function.decorator_list) == 1 and is_jit(document, function.decorator_list[0])
    named = name in [each.arg for each in arguments.args]
    return (
        not _returns(function)
        and alone
        and once
        and jitted
        and named
        and function in document.tree.body
    )


@lru_cache(KEPT)
def _returns(function: ast.FunctionDef) -> bool:
    """Returns whether a function gives something back, or has another one in it."""
    inner = (each for part in function.body for each in ast.walk(part))
    return any(isinstance(each, (*RETURNING, *FUNCTIONS)) for each in inner)


def _called(document: Document, read: ast.Name, place: int) -> tuple[ast.Expr, str] | None:
    """Returns the statement of a call, and the dict of its own that it passes."""
    match [*document.around(read)][:2]:
        case [ast.Call(func=called, args=given) as call, ast.Expr() as statement] if (
            called is read and place < len(given)
        ):
            passed = given[place]
        case _:
            return None
    starred = any(isinstance(each, ast.Starred) for each in call.args)
    if starred or not isinstance(passed, ast.Name) or not _is_own_dict(document, passed, read.id):
        return None
    return statement, passed.id


def _is_own_dict(document: Document, name: ast.Name, function: str) -> bool:
    """Returns whether a name is bound to a new dict alone, which has no other name."""
    scope = scope_of(document, name)
    made = stores(scope, name.id)
    own = scope.args if isinstance(scope, FUNCTIONS) else None
    if len(made) != 1 or scope_of(document, made[0]) is not scope:
        return False
    if own and is_parameter(own, name.id):
        return False
    match document.statement(made[0]):
        case ast.Assign(targets=[ast.Name()], value=ast.Dict()):
            pass
        case ast.Assign(targets=[ast.Name()], value=ast.Call(func=ast.Name(id="dict"))):
            pass
        case _:
            return False
    every = [e for e in loads(scope, name.id) if not _is_another(document, e, scope)]
    return all(_is_item(document, each, scope, function) for each in every)


def _is_another(document: Document, read: ast.Name, scope: ast.AST) -> bool:
    """Returns whether a name is a parameter of a function within a scope."""
    own = scope_of(document, read)
    return own is not scope and is_parameter(own, read.id)


def _is_item(document: Document, read: ast.Name, scope: ast.AST, function: str) -> bool:
    match next(document.around(read)):
        case ast.Subscript(value=value) if value is read:
            return True
        case ast.Call(func=ast.Name(id=called)):
            return called == function and scope_of(document, read) is scope
        case _:
            return False

"""Looks up an array in the place of a dict of numbers, and computes what is memoised."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import FUNCTIONS, Document, Function
from jitlint.rewrite.names import imported, qualified
from jitlint.rewrite.scopes import is_parameter, loads, stores
from jitlint.rewrite.wrapped import definition

Edits = tuple[Edit[Span], ...]
READS = ("get", "items", "keys", "values")
COUNTED = ("len", "list", "sorted")
MEMOS = ("functools.cache", "functools.lru_cache")
PURE = ("jax.", "math.")


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of the dict that is looked up, or of the function that is called."""
    match document.node(finding.at, ast.expr):
        case ast.Subscript(value=ast.Name() as table, ctx=ast.Load()):
            return _of_table(document, table)
        case ast.Call(func=ast.Name() as called):
            end = document.extent(called)[1]
            memoised = _is_pure(document, _memoised(document, called))
            return (document.edit(end, end, ".__wrapped__", safe=False),) if memoised else ()
        case _:
            return ()


def _of_table(document: Document, table: ast.Name) -> Edits:
    """Returns the edits that make an array of the values of a dict, whose keys count from 0."""
    made = stores(document.tree, table.id)
    statement = document.statement(made[0]) if len(made) == 1 else None
    match statement:
        case ast.Assign(targets=[ast.Name()], value=ast.Dict(keys=keys, values=values)) if (
            statement in document.tree.body
        ):
            numbers = [each.value for each in keys if isinstance(each, ast.Constant)]
        case _:
            return ()
    plain = len(keys) > 1 and [*map(type, numbers)] == [int] * len(keys)
    kinds = {_kind(each) for each in values}
    counts = plain and numbers == [*range(len(keys))] and len(kinds) == 1 and None not in kinds
    reads = loads(document.tree, table.id)
    if not counts or is_parameter(document.tree, table.id):
        return ()
    if not all(_only_reads(document, each) for each in reads):
        return ()
    array, edits = imported(document, "jax.numpy.asarray", table, safe=False)
    new = f"{array}(list({table.id}.values()))"
    taken = stores(document.tree, "list") or is_parameter(document.tree, "list")
    return (*edits, document.replace(table, new, safe=False)) if array and not taken else ()


def _only_reads(document: Document, read: ast.Name) -> bool:
    match next(document.around(read)):
        case ast.Subscript(value=value, ctx=ast.Load()):
            return value is read
        case ast.Attribute(attr=name):
            return name in READS
        case ast.Compare() | ast.For():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in COUNTED
        case _:
            return False


def _kind(value: ast.expr) -> type | None:
    inner = value.operand if isinstance(value, ast.UnaryOp) else value
    kind = type(inner.value) if isinstance(inner, ast.Constant) else None
    return kind if kind in (int, float) else None


def _memoised(document: Document, called: ast.Name) -> Function | None:
    """Returns the function that a name memoises."""
    function = definition(document, called)
    if function is not None:
        match function.decorator_list:
            case [ast.Call(func=memo) | memo] if qualified(document, memo) in MEMOS:
                return function
            case _:
                return None
    made = stores(document.tree, called.id)
    statement = document.statement(made[0]) if len(made) == 1 else None
    match statement:
        case ast.Assign(targets=[ast.Name()], value=ast.Call(func=memo, args=[ast.Lambda() as of])):
            known = qualified(document, memo) in MEMOS and not is_parameter(
                document.tree, called.id
            )
            return of if known else None
        case _:
            return None


def _is_pure(document: Document, function: Function | None) -> bool:
    """Returns whether a function only computes, so that it gives the same each time."""
    if function is None or isinstance(function, ast.AsyncFunctionDef):
        return False
    body = function.body if isinstance(function.body, list) else [function.body]
    inner = [each for part in body for each in ast.walk(part)]
    called = [each.func for each in inner if isinstance(each, ast.Call)]
    other = (ast.Global, ast.Nonlocal, ast.Attribute, ast.Yield, ast.YieldFrom, *FUNCTIONS)
    reads = [e for e in inner if isinstance(e, other) and e not in called]
    own = {each.arg for each in ast.walk(function) if isinstance(each, ast.arg)}
    names = [each.id for each in inner if isinstance(each, ast.Name)]
    own |= {e.id for e in inner if isinstance(e, ast.Name) and not isinstance(e.ctx, ast.Load)}
    modules = {
        each.value.id
        for each in called
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name)
    }
    known = all(qualified(document, each).startswith(PURE) for each in called)
    return known and not reads and {*names} <= own | modules

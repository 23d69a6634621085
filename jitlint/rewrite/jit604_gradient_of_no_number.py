"""Says `has_aux` where a pair is returned, and returns a number instead of a container of one."""

import ast
from collections.abc import Sequence

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.wrapped import definition

Edits = tuple[Edit[Span], ...]
GRADIENTS = ("jax.grad", "jax.value_and_grad")


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of the call that makes the gradient, or of the lambda in it."""
    call = document.node(finding.at, ast.Call)
    match call:
        case ast.Call(func=ast.Call(func=callee, args=[given, *_], keywords=options) as made):
            kind = qualified(document, callee)
        case _:
            return ()
    aux = next((each for each in options if each.arg == "has_aux"), None)
    if kind not in GRADIENTS or any(each.arg is None for each in options):
        return ()
    match aux.value if aux else ast.Constant(False):
        case ast.Constant(value=True):
            return _nested(document, given)
        case ast.Constant(value=False):
            with_aux = _with_aux(document, made, aux)
            first = _first(document, call, kind) if with_aux else ()
            pairs = all(map(_is_pair, _results(document, given)))
            return (*with_aux, *first) if pairs else _number(document, given, kind)
        case _:
            return ()


def _with_aux(document: Document, made: ast.Call, aux: ast.keyword | None) -> Edits:
    """Returns the edit that says that the second of a pair is not differentiated."""
    if aux is not None:
        return (document.replace(aux.value, "True", safe=False),)
    last = [*made.args, *(each.value for each in made.keywords)][-1]
    end = document.extent(last)[1]
    rest = document.between(end, document.extent(made)[1]).strip()
    return (document.edit(end, end, ", has_aux=True", safe=False),) if rest == ")" else ()


def _first(document: Document, call: ast.Call, kind: str) -> Edits:
    """Returns the edit that takes the gradient from a pair; the value is a pair of its own."""
    end = document.extent(call)[1]
    return (document.edit(end, end, "[0]", safe=False),) if kind == "jax.grad" else ()


def _nested(document: Document, given: ast.expr) -> Edits:
    """Returns the edits that make a pair of a lambda's three results or more."""
    match given:
        case ast.Lambda(body=ast.Tuple(elts=[_, second, *_, last])) if second is not last:
            start, end = document.extent(second)[0], document.extent(last)[1]
            first = document.edit(start, start, "(", safe=False)
            return first, document.edit(end, end, ")", safe=False)
        case _:
            return ()


def _number(document: Document, given: ast.expr, kind: str) -> Edits:
    """Returns the edit of a lambda whose result holds one number, or is a whole one."""
    match given:
        case ast.Lambda(body=ast.List(elts=[only]) | ast.Dict(keys=[_], values=[only]) as body):
            plain = kind == "jax.grad" and not isinstance(only, ast.Starred)
            return (document.replace(body, document.text(only), safe=False),) if plain else ()
        case ast.Lambda(body=ast.Constant(value=int(value)) as body) if type(value) is int:
            return (document.replace(body, f"{value}.0", safe=False),)
        case _:
            return ()


def _results(document: Document, given: ast.expr) -> Sequence[ast.expr | None]:
    """Returns what a function may return; None alone where that is not known."""
    if isinstance(given, ast.Lambda):
        return [given.body]
    function = definition(document, given) if isinstance(given, ast.Name) else None
    if function is None or function.decorator_list or not _ends(function):
        return [None]
    own = [each for each in ast.walk(function) if isinstance(each, ast.Return)]
    return [each.value for each in own if document.function(each) is function] or [None]


def _ends(function: ast.FunctionDef) -> bool:
    """Returns whether the last statement of a function returns."""
    return isinstance(function.body[-1], ast.Return)


def _is_pair(value: ast.expr | None) -> bool:
    match value:
        case ast.Tuple(elts=[first, second]):
            return not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred)
        case _:
            return False

"""Lets `custom_vjp` see an argument that may be traced, by which its rules derive nothing."""

import ast
from collections.abc import Iterator

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import WIDTH, Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.wrapped import PARTIAL, definition

Edits = tuple[Edit[Span], ...]
Rule = ast.FunctionDef | ast.Lambda
CUSTOM = "jax.custom_vjp"
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
ELEMENTWISE = tuple(f"jax.numpy.{name}" for name in ("clip", "maximum", "minimum", "where"))


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of the decorator and of both rules, where all of them are plain."""
    call = document.node(finding.at, ast.Call)
    called = call.func if call else None
    function = definition(document, called) if isinstance(called, ast.Name) else None
    if function is None or len(function.decorator_list) != 1:
        return ()
    site = function.decorator_list[0]
    place, rules = _only_place(document, site), _rules(document, function.name)
    if place is None or rules is None or not isinstance(site, ast.Call):
        return ()
    forward, backward = rules
    takers = ((function, place), (forward, place), (backward, 0))
    if not all(_only_computes(document, each, number) for each, number in takers):
        return ()
    named = forward.args.args[place].arg
    kept = _residuals(document, forward, named)
    handed = _handed(document, backward, place, keeps_more=len({*kept.values()} - {named}) > 0)
    if not kept or not handed:
        return ()
    edits = [document.replace(each, text, safe=False) for each, text in kept.items()]
    return (document.replace(site, document.text(site.args[0]), safe=False), *edits, *handed)


def _only_place(document: Document, site: ast.expr) -> int | None:
    """Returns the number of the only parameter that a decorator does not differentiate by."""
    match site:
        case ast.Call(
            func=partial,
            args=[custom],
            keywords=[ast.keyword(arg="nondiff_argnums", value=given)],
        ) if qualified(document, partial) == PARTIAL and qualified(document, custom) == CUSTOM:
            pass
        case _:
            return None
    match given:
        case ast.Constant(value=int(place)) | ast.Tuple(elts=[ast.Constant(value=int(place))]):
            return place if place >= 0 else None
        case _:
            return None


def _rules(document: Document, name: str) -> tuple[Rule, Rule] | None:
    """Returns the two rules of a function that the file calls, and does nothing else with."""
    found: list[ast.Call] = []
    for read in _reads(document.tree, name):
        match [*document.around(read)][:2]:
            case [ast.Attribute(attr="defvjp"), ast.Call(args=[_, _], keywords=[]) as call]:
                found.append(call)
            case [ast.Call(func=function), *_] if function is read:
                pass
            case _:
                return None
    rules = [_rule(document, each) for call in found for each in call.args]
    match rules:
        case [
            ast.FunctionDef() | ast.Lambda() as forward,
            ast.FunctionDef() | ast.Lambda() as back,
        ]:
            return forward, back
        case _:
            return None


def _rule(document: Document, given: ast.expr) -> Rule | None:
    if isinstance(given, ast.Lambda):
        return given
    if not isinstance(given, ast.Name) or len([*_reads(document.tree, given.id)]) != 1:
        return None
    return definition(document, given)


def _only_computes(document: Document, function: Rule, place: int) -> bool:
    """Returns whether a parameter is only computed with, as with any array, and not bound anew."""
    if len(function.args.args) <= place or function.args.vararg:
        return False
    name = function.args.args[place].arg
    named = [e for e in ast.walk(function) if isinstance(e, ast.Name) and e.id == name]
    return all(isinstance(e.ctx, ast.Load) and _is_operand(document, e) for e in named)


def _is_operand(document: Document, read: ast.Name) -> bool:
    match next(document.around(read)):
        case ast.BinOp(op=operator):
            return isinstance(operator, ARITHMETIC)
        case ast.Call(func=function):
            return qualified(document, function) in ELEMENTWISE
        case ast.Tuple():  # what the forward rule keeps
            return isinstance(document.statement(read), ast.Return | ast.Expr)
        case _:
            return False


def _residuals(document: Document, forward: Rule, name: str) -> dict[ast.expr, str]:
    """Returns what the forward rule keeps, each with what it keeps then; empty if not known."""
    found: dict[ast.expr, str] = {}
    for value in returned(document, forward):
        match value:
            case ast.Tuple(elts=[_, ast.Constant(value=None) as kept]):
                found[kept] = name
            case ast.Tuple(elts=[_, ast.Name() | ast.Tuple() as kept]):
                text = document.text(kept)
                bare = isinstance(kept, ast.Tuple) and not text.startswith("(")
                found[kept] = f"({text}, {name})" if not bare else ""
            case _:
                return {}
    alike = {text == name for text in found.values()}
    return found if len(alike) == 1 and all(found.values()) else {}


def _handed(document: Document, backward: Rule, place: int, *, keeps_more: bool) -> Edits:
    """Returns the edits of the backward rule, which takes the argument from what was kept."""
    arguments = backward.args.args
    if len(arguments) != 3 or backward.args.defaults:
        return ()
    own, kept, _ = arguments
    start, end = document.extent(own)[0], document.extent(kept)[1]
    if keeps_more:
        first = backward.body[0] if isinstance(backward, ast.FunctionDef) else None
        if first is None or "residuals" in document.words or _is_text(first):
            return ()
        at = document.extent(first)[0]
        line = f"{kept.arg}, {own.arg} = residuals\n{document.lines[at[0] - 1][: at[1]]}"
        if document.lines[at[0] - 1][: at[1]].strip():
            return ()
        unpacked = (document.edit(at, at, line, safe=False),)
        signature = document.edit(start, end, "residuals", safe=False)
    else:
        if any(True for _ in _reads(backward, kept.arg)):
            return ()
        unpacked = ()
        signature = document.edit(start, end, document.text(own), safe=False)
    results = _with_nothing(document, backward, place)
    return (signature, *unpacked, *results) if results else ()


def _with_nothing(document: Document, backward: Rule, place: int) -> Edits:
    """Returns the edits that add None to the derivatives that are returned."""
    edits: list[Edit[Span]] = []
    for value in returned(document, backward):
        if not isinstance(value, ast.Tuple) or len(value.elts) < place:
            return ()
        parts = [document.text(each) for each in value.elts]
        text = ", ".join([*parts[:place], "None", *parts[place:]])
        whole = f"({text})" if document.text(value).startswith("(") else text
        (row, column), (end_row, _) = document.extent(value)
        if row != end_row or column + len(whole) > WIDTH:
            return ()
        edits.append(document.replace(value, whole, safe=False))
    return tuple(edits)


def returned(document: Document, function: Rule) -> list[ast.expr | None]:
    """Returns all that a function returns, in its order; None where a `return` says nothing."""
    if isinstance(function, ast.Lambda):
        return [function.body]
    found = [each for each in ast.walk(function) if isinstance(each, ast.Return)]
    return [each.value for each in found if document.function(each) is function]


def _reads(node: ast.AST, name: str) -> Iterator[ast.Name]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and each.id == name and isinstance(each.ctx, ast.Load):
            yield each


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)

"""Prints by `jax.debug.print`, which speaks on every call."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.formats import Shown, arguments, escaped, field_of, parts_of, parts_of_text
from jitlint.rewrite.names import imported, is_builtin

SPACE = Shown(" ")
TEXTS = ("str", "repr", "ascii", "format")
TYPES = ("type", "aval")
"""Names of what describes a tracer: JAX refuses to show it, as if it were a broken array."""


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of a plain `print`, which then prints more often than it did.

    One that shows only static facts tells when JAX traces, which is often its purpose.
    """
    if finding.severity == "note":
        return ()
    match document.node(finding.at, ast.Call):
        case ast.Call(func=ast.Name(id="print") as callee, args=[_, *_], keywords=[]) as call:
            text, edits = imported(document, "jax.debug.print", call, safe=False)
            shown = [_shown(document, each) for each in call.args]
            known = [parts for parts in shown if parts is not None]
            if not text or len(known) < len(shown) or not is_builtin(document, callee):
                return ()
            parts = [part for each in known for part in (SPACE, *each)][1:]
            new = f"{text}({arguments(parts)})"
            return (*edits, document.replace(call, new, safe=False))
        case ast.Call() as call:
            return _called_back(document, call)
        case _:
            return ()


def _called_back(document: Document, call: ast.Call) -> tuple[Edit[Span], ...]:
    """Returns the edit of a call that is a statement: what it is given is computed before."""
    texts = [each for each in ast.walk(call) if isinstance(each, ast.JoinedStr | ast.Starred)]
    named = {each.arg for each in call.keywords}
    given = [*call.args, *(each.value for each in call.keywords)]
    made = [e for e in given if not isinstance(e, ast.Constant) and _makes_text(e)]
    made += [e for e in given if _describes_a_tracer(e)]
    is_statement = isinstance(next(document.around(call)), ast.Expr)
    if (
        texts
        or made
        or not is_statement
        or not call.args
        or named & {"ordered", "partitioned", None}
    ):
        return ()
    text, edits = imported(document, "jax.debug.callback", call, safe=False)
    start, end = document.extent(call.args[0])[0], document.extent(call)[1]
    new = f"{text}({document.text(call.func)}, {document.between(start, end)}"
    return (*edits, document.replace(call, new, safe=False)) if text else ()


def _shown(document: Document, value: ast.expr) -> list[Shown] | None:
    made = parts_of_text(document, value)
    if made is not None and not _describes_a_tracer(value):
        return made
    match value:
        case ast.Constant(value=str(text)):
            return [Shown(escaped(text))]
        case ast.JoinedStr():
            return parts_of(document, value, braces=True)
        case ast.Starred() | ast.NamedExpr() | ast.Yield() | ast.Await():
            return None
        case ast.BinOp() | ast.Call() | ast.IfExp() if _makes_text(value):
            return None
        case _ if _describes_a_tracer(value):
            return None
        case _:
            return [field_of(document, value)]


def _makes_text(value: ast.expr) -> bool:
    """Returns whether a text may be made of a tracer before there are numbers to show."""
    return any(
        isinstance(each, ast.JoinedStr)
        or (isinstance(each, ast.Constant) and isinstance(each.value, str))
        or (isinstance(each, ast.Name) and each.id in TEXTS)
        for each in ast.walk(value)
    )


def _describes_a_tracer(value: ast.expr) -> bool:
    names = {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}
    attributes = {each.attr for each in ast.walk(value) if isinstance(each, ast.Attribute)}
    return not (names | attributes).isdisjoint(TYPES)

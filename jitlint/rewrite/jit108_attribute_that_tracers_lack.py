"""Waits by `jax.block_until_ready`, which hands tracers on."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, is_local

NEEDLESS = ("copy_to_host_async", "delete")
"""What only says when work is done: compiled code knows that by itself."""


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the call."""
    attribute = document.node(finding.at, ast.Attribute)
    if attribute is not None and attribute.attr in NEEDLESS:
        return _without(document, attribute)
    if attribute is None or attribute.attr != "block_until_ready":
        return ()
    match next(document.around(attribute)):
        case ast.Call(args=[], keywords=[]) as call if call.func is attribute:
            text, edits = imported(document, "jax.block_until_ready", call)
            new = f"{text}({document.text(attribute.value)})"
            return (*edits, document.replace(call, new)) if text else ()
        case _:
            return ()


def _without(document: Document, attribute: ast.Attribute) -> tuple[Edit[Span], ...]:
    """Returns the edit that leaves out a statement of its own, of a variable of the function."""
    owner, statement = attribute.value, document.statement(attribute)
    match statement:
        case ast.Expr(value=ast.Call(func=called, args=[], keywords=[])) if called is attribute:
            block = getattr(next(document.around(statement)), "body", [])
        case _:
            return ()
    if not isinstance(owner, ast.Name) or not is_local(document, owner) or len(block) < 2:
        return ()
    (row, column), (end_row, end) = document.extent(statement)
    line = document.lines[row - 1]
    rest = line[end:].lstrip()
    if row != end_row or line[:column].strip() or rest[:1] not in ("", "#"):
        return ()
    if rest:
        return (document.edit((row, column), (row, len(line) - len(rest)), "", safe=False),)
    return (document.edit((row, 0), (row + 1, 0), "", safe=False),)

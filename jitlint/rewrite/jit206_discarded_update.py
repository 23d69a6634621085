"""Binds the result of an update to the name of the updated array."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import is_local

METHODS = frozenset(
    "astype clip flatten ravel repeat reshape round sort squeeze swapaxes take transpose".split()
)


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit before the statement, which then does what it looks like."""
    statement = document.node(finding.at, ast.Expr)
    updated = None if statement is None else _updated(statement.value)
    if statement is None or updated is None or not is_local(document, updated):
        return ()
    start, _ = document.extent(statement)
    return (document.edit(start, start, f"{updated.id} = ", safe=False),)


def _updated(call: ast.expr) -> ast.Name | None:
    """Returns the array of `x.at[…].set(…)` or `x.sort()`, if that is a plain name."""
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name() as name, attr=method)):
            return name if method in METHODS else None
        case ast.Call(
            func=ast.Attribute(
                value=ast.Subscript(value=ast.Attribute(value=ast.Name() as name, attr="at"))
            )
        ):
            return name
        case _:
            return None

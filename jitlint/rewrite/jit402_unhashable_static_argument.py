"""Passes a tuple in the place of a list."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of the brackets of a list that is written out in the call."""
    match document.node(finding.at, ast.List):
        case ast.List(elts=items) as written:
            (row, column), (end_row, end) = document.extent(written)
            text = document.text(written)[1:-1].rstrip()
            comma = "," if len(items) == 1 and not text.endswith(",") else ""
            first = document.edit((row, column), (row, column + 1), "(")
            return first, document.edit((end_row, end - 1), (end_row, end), f"{comma})")
        case _:
            return _hashable(document, document.node(finding.at, ast.expr))


def _hashable(document: Document, given: ast.expr | None) -> tuple[Edit[Span], ...]:
    """Returns the edit of a comprehension or a set, as what has the same items and a hash."""
    match given:
        case ast.ListComp():
            return (document.replace(given, f"tuple({document.text(given)[1:-1]})"),)
        case ast.Set():
            return (document.replace(given, f"frozenset({document.text(given)})"),)
        case _:
            return ()

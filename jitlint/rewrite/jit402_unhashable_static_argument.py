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
            return ()

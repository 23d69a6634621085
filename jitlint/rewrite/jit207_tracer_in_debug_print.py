"""Hands the values over that the text showed, by the names of their variables."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.formats import arguments, parts_of, parts_of_text


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of an f-string that is the only argument."""
    match document.node(finding.at, ast.Call):
        case ast.Call(args=[ast.JoinedStr() as text], keywords=[]):
            parts = parts_of(document, text, braces=False)
            return (document.replace(text, arguments(parts)),) if parts else ()
        case ast.Call(args=[text], keywords=[]):
            parts = parts_of_text(document, text)
            return (document.replace(text, arguments(parts)),) if parts else ()
        case _:
            return ()

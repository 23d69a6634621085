"""Donates a copy of an array that is read afterwards."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.donations import copied, donated


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of the call that donates, if it is known which argument is read."""
    read = document.node(finding.at, ast.Name)
    at = finding.chain[-1].at if finding.chain else finding.at
    call = document.node(at, ast.Call) if at.path == finding.at.path else None
    if read is None or call is None:
        return ()
    taken = donated(document, call)
    match [each for each in taken if each.id == read.id] or taken:
        case [name]:
            return copied(document, name)
        case _:
            return ()

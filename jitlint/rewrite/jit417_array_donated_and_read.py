"""Donates a copy of an array that the same call reads."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.donations import copied, donated


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of the arguments that are donated and passed once more."""
    call = document.node(finding.at, ast.Call)
    if call is None:
        return ()
    given = [*call.args, *(each.value for each in call.keywords)]
    left = [each for each in given if isinstance(each, ast.Name)]
    edits: list[Edit[Span]] = []
    for name in donated(document, call):
        if sum(each.id == name.id for each in left) > 1:
            edits += copied(document, name)
            left.remove(name)
    return tuple(dict.fromkeys(edits))

"""Writes two names where one text holds both."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.wrapped import Wrapped

OPTIONS = ("donate_argnames", "static_argnames")


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of an option whose text has parameters with commas between them."""
    site = document.node(finding.at, ast.Call)
    wrapped = Wrapped.at(document, site)
    if site is None or wrapped is None:
        return ()
    arguments = wrapped.function.args
    known = {*wrapped.parameters, *(each.arg for each in arguments.kwonlyargs)}
    edits: list[Edit[Span]] = []
    for option in site.keywords:
        match option:
            case ast.keyword(arg=name, value=ast.Constant(value=str(text)) as value) if (
                name in OPTIONS
            ):
                names = [each.strip() for each in text.split(",")]
            case _:
                continue
        if len(names) > 1 and known.issuperset(names):
            quoted = ", ".join(f'"{each}"' for each in names)
            edits.append(document.replace(value, f"({quoted})", safe=False))
    return tuple(edits)

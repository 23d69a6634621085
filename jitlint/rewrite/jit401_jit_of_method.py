"""Puts `@staticmethod` above the transformation, which is then given the function."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import is_builtin


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of the two decorators."""
    upper = document.node(finding.at, ast.expr)
    match None if upper is None else next(document.around(upper)):
        case ast.FunctionDef(decorator_list=decorators) if upper in decorators:
            below = decorators[decorators.index(upper) + 1 :][:1]
        case _:
            return ()
    match below:
        case [ast.Name(id="staticmethod") as lower] if upper and is_builtin(document, lower):
            swapped = (upper, document.text(lower)), (lower, document.text(upper))
            return tuple(document.replace(node, text) for node, text in swapped)
        case _:
            return ()

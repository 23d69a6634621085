"""Returns the carry and nothing else, as a pair."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.wrapped import definition

VALUES = (ast.BinOp, ast.Name, ast.UnaryOp)
"""What has the shape of the carry where it is computed with it; a call may give another."""


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of what the body returns, where only this loop calls it."""
    call = document.node(finding.at, ast.Call)
    match call:
        case ast.Call(args=[ast.Lambda(body=value), *_]) if isinstance(value, VALUES):
            return (document.replace(value, f"({document.text(value)}, None)", safe=False),)
        case ast.Call(args=[ast.Name(id=name) as body, *_]):
            reads = [e for e in ast.walk(document.tree) if isinstance(e, ast.Name) and e.id == name]
            function = definition(document, body) if reads == [body] else None
        case _:
            return ()
    returns = (
        [each for each in ast.walk(function) if isinstance(each, ast.Return)] if function else []
    )
    values = [each.value for each in returns if each.value]
    if len(values) < len(returns) or not all(isinstance(each, VALUES) for each in values):
        return ()
    own = all(document.function(each) is function for each in returns)
    parts = [(each, f"{document.text(each)}, None") for each in values if own]
    return tuple(document.replace(each, text, safe=False) for each, text in parts)

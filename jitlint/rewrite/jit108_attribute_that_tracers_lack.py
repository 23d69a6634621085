"""Waits by `jax.block_until_ready`, which hands tracers on."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the call."""
    attribute = document.node(finding.at, ast.Attribute)
    if attribute is None or attribute.attr != "block_until_ready":
        return ()
    match next(document.around(attribute)):
        case ast.Call(args=[], keywords=[]) as call if call.func is attribute:
            text, edits = imported(document, "jax.block_until_ready", call)
            new = f"{text}({document.text(attribute.value)})"
            return (*edits, document.replace(call, new)) if text else ()
        case _:
            return ()

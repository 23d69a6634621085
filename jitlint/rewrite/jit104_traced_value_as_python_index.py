"""Indexes the array that JAX makes of one of NumPy's."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported
from jitlint.rewrite.traced_only import is_always_traced


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of what is indexed, unless a bound of a slice is traced."""
    if "TracerArrayConversionError" not in finding.claim.errors:
        return ()
    match document.node(finding.at, ast.Subscript):
        case ast.Subscript(value=ast.Name() | ast.Attribute() as array, slice=index) if not any(
            _has_bounds(each) for each in ast.walk(index)
        ):
            safe = is_always_traced(document, array)
            text, edits = imported(document, "jax.numpy.asarray", array, safe=safe)
            new = f"{text}({document.text(array)})"
            return (*edits, document.replace(array, new, safe=safe)) if text else ()
        case _:
            return ()


def _has_bounds(node: ast.AST) -> bool:
    match node:
        case ast.Slice(lower=lower, upper=upper, step=step):
            return any(each is not None for each in (lower, upper, step))
        case ast.Compare():
            return True
        case _:
            return False

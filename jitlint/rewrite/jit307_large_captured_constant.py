"""Passes a captured variable as an argument."""

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.captured_arguments import passed_in
from jitlint.rewrite.document import Document


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of a jitted function within another one, and of all its calls."""
    return passed_in(document, finding)

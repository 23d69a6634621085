"""Compares with `jax.numpy`, which answers when there are numbers."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.numpy_equivalents import with_twin

COMPARISONS = ("numpy.array_equal", "numpy.array_equiv")


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the callee; it answered False before, and no error was raised."""
    call = document.node(finding.at, ast.Call)
    function = "" if call is None else qualified(document, call.func)
    if call is None or function not in COMPARISONS:
        return ()
    return with_twin(document, call, function.removeprefix("numpy."), safe=False)

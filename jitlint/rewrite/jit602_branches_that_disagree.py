"""Gives the containers that a branch returns the brackets of the first branch."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.brackets import like, result_of
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified

Edits = tuple[Edit[Span], ...]


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of the second branch of `cond`, where both are written out."""
    match document.node(finding.at, ast.Call):
        case ast.Call(func=function, args=[_, first, second, *_], keywords=[]) if (
            qualified(document, function) == "jax.lax.cond"
        ):
            wanted = result_of(document, first)
            found = result_of(document, second)
        case _:
            return ()
    return (like(document, wanted, found) or ()) if wanted and found else ()

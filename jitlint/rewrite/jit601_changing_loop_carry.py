"""Gives the carry that a body returns the brackets of the first one."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.brackets import like, result_of
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified

Edits = tuple[Edit[Span], ...]
PLACES = {"jax.lax.scan": (0, 1), "jax.lax.fori_loop": (2, 3), "jax.lax.while_loop": (1, 2)}
"""The numbers of the body and of the first carry among the arguments of a loop."""


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of what the body returns, where that and the first carry are written."""
    call = document.node(finding.at, ast.Call)
    name = qualified(document, call.func) if call else ""
    if call is None or name not in PLACES or len(call.args) <= PLACES[name][1]:
        return ()
    body, first = (call.args[place] for place in PLACES[name])
    found = result_of(document, body)
    if name == "jax.lax.scan":
        pair = isinstance(found, ast.Tuple) and len(found.elts) == 2
        found = found.elts[0] if isinstance(found, ast.Tuple) and pair else None
    return (like(document, first, found) or ()) if found else ()

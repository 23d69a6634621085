"""Calls of Python and NumPy that become calls of the function of `jax.numpy` that does the same."""

import ast

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported

JOINS = frozenset("array asarray column_stack concatenate dstack hstack stack vstack".split())
DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.GeneratorExp, ast.Starred)


def with_twin(
    document: Document, call: ast.Call, name: str, *, safe: bool
) -> tuple[Edit[Span], ...]:
    """Returns the edits that call `jax.numpy.<name>` instead, where it takes the arguments."""
    if not all(keyword.arg == "axis" for keyword in call.keywords):
        return ()
    if name not in JOINS and any(isinstance(each, DISPLAYS) for each in call.args):
        return ()
    text, edits = imported(document, f"jax.numpy.{name}", call, safe=safe)
    return (*edits, document.replace(call.func, text, safe=safe)) if text else ()

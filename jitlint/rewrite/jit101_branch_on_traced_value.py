"""Takes the greater or the less of two by `jnp.maximum` or `jnp.minimum`."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import is_builtin
from jitlint.rewrite.numpy_equivalents import with_twin
from jitlint.rewrite.traced_only import is_always_traced

TWINS = {"max": "maximum", "min": "minimum"}


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the callee; any other branch needs to be thought about."""
    match document.node(finding.at, ast.Call):
        case ast.Call(func=ast.Name(id="max" | "min" as name) as callee, args=[_, _]) as call:
            if not is_builtin(document, callee) or call.keywords:
                return ()
            return with_twin(document, call, TWINS[name], safe=is_always_traced(document, call))
        case _:
            return ()

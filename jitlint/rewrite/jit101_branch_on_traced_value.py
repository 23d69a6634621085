"""Takes the greater or the less of two by `jnp.maximum` or `jnp.minimum`."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.asked_of_arrays import asked_of_arrays
from jitlint.rewrite.assertions import checked
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, is_builtin
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
        case ast.Call(func=ast.Name(id="bool" | "any" | "all") as callee, args=[of]) as call if (
            is_builtin(document, callee) and not call.keywords
        ):
            return _asked_by_jax(document, call, callee.id, of)
        case _:
            return checked(document, finding) or asked_of_arrays(document, finding)


def _asked_by_jax(
    document: Document, call: ast.Call, name: str, of: ast.expr
) -> tuple[Edit[Span], ...]:
    """Returns the edit of `bool`, `any` or `all`, of what is written there."""
    safe, text = is_always_traced(document, call), document.text(of)
    array, edits = imported(document, "jax.numpy.asarray", call, safe=safe)
    if name == "bool":
        return (
            (*edits, document.replace(call, f"{array}({text}, bool)", safe=safe)) if array else ()
        )
    asked, _ = imported(document, f"jax.numpy.{name}", call, safe=safe)
    match of:
        case ast.GeneratorExp():
            items = f"[{text[1:-1] if text.startswith('(') else text}]"
        case ast.List():
            items = text
        case _:
            return ()
    new = f"{asked}({array}({items}))"
    return (*edits, document.replace(call, new, safe=safe)) if asked and array else ()

"""Names the axis that `vmap` maps, as a collective inside it does."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the mapping that has no name for its axis."""
    collective = document.node(finding.at, ast.Call)
    entry = finding.entry
    if collective is None or entry is None or entry.starts.path != finding.at.path:
        return ()
    names = _texts(collective)
    match document.node(entry.starts, ast.Call):
        case ast.Call(func=callee, args=[_, *_], keywords=options) as call if (
            qualified(document, callee) == "jax.vmap" and len(names) == 1
        ):
            last = [*call.args, *(each.value for each in options)][-1]
        case _:
            return ()
    if any(each.arg in ("axis_name", None) for each in options):
        return ()
    end = document.extent(last)[1]
    return (document.edit(end, end, f', axis_name="{names[0]}"', safe=False),)


def _texts(collective: ast.Call) -> list[str]:
    """Returns the texts that a collective is given."""
    given = [*collective.args, *(each.value for each in collective.keywords)]
    constants = [each.value for each in given if isinstance(each, ast.Constant)]
    return [each for each in constants if isinstance(each, str)]

"""Makes the parameters static that the bounds of a slice depend on."""

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.static_parameters import made_static
from jitlint.rewrite.structural.module import CSTModule


def rewrite(module: CSTModule, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the place where the function is jitted."""
    return made_static(module.document, finding)

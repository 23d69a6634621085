"""Findings as an editor underlines them, each with the chain that leads to it."""

from collections.abc import Iterator

from lsprotocol import types

from jitlint.core.finding import Finding, Severity, Span
from jitlint.core.rule_pages import rule_page
from jitlint.server.places import EditorPlaces

SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
IDLE_COMMENT = "JIT001"


def diagnostic(finding: Finding[Span], places: EditorPlaces) -> types.Diagnostic:
    """Returns a finding as a diagnostic."""
    idle = finding.code == IDLE_COMMENT
    return types.Diagnostic(
        range=places.range(finding.at),
        message=finding.message,
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(rule_page(finding.code)),
        source="jitlint",
        related_information=list(_chain(finding, places)) or None,
        tags=[types.DiagnosticTag.Unnecessary] if idle else None,
    )


def _chain(
    finding: Finding[Span], places: EditorPlaces
) -> Iterator[types.DiagnosticRelatedInformation]:
    for step in finding.chain:
        at = step.at
        closed = at.cell is not None and (at.path, at.cell) not in places.opened.documents
        where = f"cell {at.cell}, line {at.row}: " if closed else ""
        yield types.DiagnosticRelatedInformation(places.location(at), f"{where}{step.label}")

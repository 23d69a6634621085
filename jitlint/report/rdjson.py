"""The report for reviewdog: its Diagnostic Format, with the chain as related places."""

import os
from typing import TextIO

from jitlint.core.finding import Finding, Severity, Span
from jitlint.core.result import CheckResult
from jitlint.core.rule_pages import rule_page
from jitlint.report._file_spans import FileSpans
from jitlint.report._hosts import severity, with_verdict_and_cell
from jitlint.report._json import as_json
from jitlint.report.json import Item

SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one JSON object."""
    spans = FileSpans(run)
    document = {
        "source": {"name": "jitlint"},
        "severity": "WARNING",
        "diagnostics": [_diagnostic(finding, spans) for finding in run.findings],
    }
    stream.write(f"{as_json(document)}\n")


def _diagnostic(finding: Finding[Span], spans: FileSpans) -> Item:
    related = ((step.label, step.at) for step in finding.chain)
    return {
        "code": {"value": finding.code, "url": rule_page(finding.code)},
        "severity": SEVERITIES[severity(finding)],
        "message": with_verdict_and_cell(finding),
        "location": _location(finding.at, spans),
        "suggestions": [
            {"range": _range(edit.at, spans), "text": edit.text} for edit in spans.edits(finding)
        ],
        "related_locations": [
            {"message": label, "location": _location(at, spans)} for label, at in related
        ],
    }


def _location(at: Span, spans: FileSpans) -> Item:
    return {"path": os.path.abspath(at.path), "range": _range(spans.of(at), spans)}


def _range(at: Span, spans: FileSpans) -> Item:
    """Returns a span of a file, whose columns reviewdog counts in bytes."""
    bytes = spans.in_bytes(at)
    return {
        "start": {"line": bytes.row, "column": bytes.column},
        "end": {"line": bytes.end_row, "column": bytes.end_column},
    }

"""The report for reviewdog: its Diagnostic Format, with the chain as related places."""

import json
import os
from typing import TextIO

from jitlint.engine import Run
from jitlint.finding import Edit, Finding, Severity, Span
from jitlint.report._hosts import file_rows, severity, told
from jitlint.report.json import Item

SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: Run, stream: TextIO, color: bool) -> None:
    """Writes one JSON object."""
    diagnostics = [_diagnostic(finding) for finding in run.findings]
    document = {
        "source": {"name": "jitlint"},
        "severity": "WARNING",
        "diagnostics": diagnostics,
    }
    json.dump(document, stream, indent=2)
    stream.write("\n")


def _diagnostic(finding: Finding[Span]) -> Item:
    return {
        "code": {"value": finding.code},
        "severity": SEVERITIES[severity(finding)],
        "message": told(finding),
        "location": _location(finding.at),
        "suggestions": [_suggestion(edit) for edit in finding.fix],
        "related_locations": [
            {"message": step.label, "location": _location(step.at)} for step in finding.chain
        ],
    }


def _location(at: Span) -> Item:
    return {"path": os.path.abspath(at.path), "range": _range(at)}


def _suggestion(edit: Edit[Span]) -> Item:
    return {"range": _range(edit.at), "text": edit.text}


def _range(at: Span) -> Item:
    row, end_row = file_rows(at)
    return {
        "start": {"line": row, "column": at.column},
        "end": {"line": end_row, "column": at.end_column},
    }

"""The report for Azure Pipelines: logging commands, which it lists among the issues of a build."""

import os
from typing import TextIO

from jitlint.core.finding import Finding, Severity, Span
from jitlint.core.result import CheckResult
from jitlint.report._file_spans import FileSpans
from jitlint.report._hosts import percent_encoded, severity, with_verdict_and_cell

TYPES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "warning"}


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one logging command for each finding; Azure knows no notes."""
    spans = FileSpans(run)
    stream.writelines(f"{_command(each, spans.of(each.at))}\n" for each in run.findings)


def _command(finding: Finding[Span], at: Span) -> str:
    properties = {
        "type": TYPES[severity(finding)],
        "sourcepath": os.path.abspath(at.path),
        "linenumber": at.row,
        "columnnumber": at.column,
        "code": finding.code,
    }
    shown = ((name, percent_encoded(_data(str(value)), "];")) for name, value in properties.items())
    listed = "".join(f"{name}={value};" for name, value in shown)
    return f"##vso[task.logissue {listed}]{_data(with_verdict_and_cell(finding))}"


def _data(text: str) -> str:
    """Returns a text of one line, as the agent decodes it."""
    return percent_encoded(text.replace("%", "%AZP25"), "\r\n")

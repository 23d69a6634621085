"""The report for GitHub Actions: workflow commands, which it shows beside the lines."""

from typing import TextIO

from jitlint.core.finding import Finding, Severity, Span
from jitlint.core.result import CheckResult
from jitlint.report._file_spans import FileSpans
from jitlint.report._headline import headline
from jitlint.report._hosts import percent_encoded, project_path, severity

RESERVED = "%\r\n:,"
COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one workflow command for each finding."""
    spans = FileSpans(run)
    stream.writelines(f"{_command(each, spans.of(each.at))}\n" for each in run.findings)


def _command(finding: Finding[Span], at: Span) -> str:
    properties = {
        "title": f"jitlint ({finding.code})",
        "file": project_path(at.path),
        "line": at.row,
        "endLine": at.end_row,
    }
    if at.row == at.end_row:
        properties |= {"col": at.column, "endColumn": at.end_column}
    shown = ((name, percent_encoded(str(value), RESERVED)) for name, value in properties.items())
    listed = ",".join(f"{name}={value}" for name, value in shown)
    said = percent_encoded(_lines(finding), "%\r\n")
    return f"::{COMMANDS[severity(finding)]} {listed}::{said}"


def _lines(finding: Finding[Span]) -> str:
    verdict = finding.verdict
    tested = f"  {verdict.outcome} by jax {verdict.jax}" if verdict and verdict.jax else ""
    help = f"  help: {finding.help}" if finding.help else ""
    return "\n".join(line for line in (headline(finding), help, tested) if line)

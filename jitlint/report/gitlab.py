"""The report for GitLab: a Code Quality artifact."""

from typing import TextIO

from jitlint.core.finding import Severity
from jitlint.core.result import CheckResult
from jitlint.report._file_spans import FileSpans
from jitlint.report._hosts import fingerprints, project_path, severity, with_verdict_and_cell
from jitlint.report._json import as_json
from jitlint.report.json import Item

SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one JSON array, whose fingerprints stay when lines move."""
    stream.write(f"{as_json(_items(run))}\n")


def _items(run: CheckResult) -> list[Item]:
    items: list[Item] = []
    spans = FileSpans(run)
    for finding, fingerprint in zip(run.findings, fingerprints(run), strict=True):
        at = spans.of(finding.at)
        begin = {"line": at.row, "column": at.column}
        end = {"line": at.end_row, "column": at.end_column}
        items.append(
            {
                "check_name": finding.code,
                "description": f"{finding.code}: {with_verdict_and_cell(finding)}",
                "severity": SEVERITIES[severity(finding)],
                "fingerprint": fingerprint,
                "location": {
                    "path": project_path(at.path),
                    "positions": {"begin": begin, "end": end},
                },
            }
        )
    return items

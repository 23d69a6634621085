"""The report for GitLab: a Code Quality artifact."""

import json
from typing import TextIO

from jitlint.engine import Run
from jitlint.finding import Severity
from jitlint.report._hosts import file_rows, fingerprints, project_path, severity, told
from jitlint.report.json import Item

SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(run: Run, stream: TextIO, color: bool) -> None:
    """Writes one JSON array, whose fingerprints stay when lines move."""
    json.dump(_items(run), stream, indent=2)
    stream.write("\n")


def _items(run: Run) -> list[Item]:
    items: list[Item] = []
    for finding, fingerprint in zip(run.findings, fingerprints(run), strict=True):
        row, end_row = file_rows(finding.at)
        begin = {"line": row, "column": finding.at.column}
        end = {"line": end_row, "column": finding.at.end_column}
        items.append(
            {
                "check_name": finding.code,
                "description": f"{finding.code}: {told(finding)}",
                "severity": SEVERITIES[severity(finding)],
                "fingerprint": fingerprint,
                "location": {
                    "path": project_path(finding.at.path),
                    "positions": {"begin": begin, "end": end},
                },
            }
        )
    return items

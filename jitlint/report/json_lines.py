"""The report for pipes of programs: the items of the JSON report, one a line."""

from typing import TextIO

from jitlint.core.result import CheckResult
from jitlint.report._json import as_json
from jitlint.report.json import item


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one JSON object on each line."""
    stream.writelines(f"{as_json(item(finding), indent=None)}\n" for finding in run.findings)

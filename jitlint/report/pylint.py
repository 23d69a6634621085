"""The report for tools that read pylint's: one finding, one line, without its column."""

from typing import TextIO

from jitlint.core.result import CheckResult
from jitlint.report._file_spans import FileSpans
from jitlint.report._headline import shown_path, visible
from jitlint.report._hosts import with_verdict_and_cell


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes `path:row: [CODE] message`."""
    spans = FileSpans(run)
    for finding in run.findings:
        place = f"{shown_path(finding.at.path)}:{spans.of(finding.at).row}"
        stream.write(f"{place}: [{finding.code}] {visible(with_verdict_and_cell(finding))}\n")

"""The report for eyes that go file by file: the path once, then its findings in columns."""

from collections.abc import Sequence
from typing import TextIO

from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.report._headline import position, shown_path, visible
from jitlint.report._hosts import with_verdict


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes a block for each file, with an empty line after it."""
    groups: dict[str, list[Finding[Span]]] = {}
    for finding in run.findings:
        groups.setdefault(finding.at.path, []).append(finding)
    for path, group in groups.items():
        stream.write(f"{shown_path(path)}:\n")
        stream.writelines(f"  {line}\n" for line in _lines(group))
        stream.write("\n")


def _lines(findings: Sequence[Finding[Span]]) -> list[str]:
    width = max(len(position(finding.at)) for finding in findings)
    return [
        f"{position(each.at):{width}} {each.code} {visible(with_verdict(each))}".rstrip()
        for each in findings
    ]

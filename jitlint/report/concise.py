"""The report for pipes: one finding, one line."""

from typing import TextIO

from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.report._headline import headline


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes `path:row:column: CODE message`, and the outcome where JAX was asked."""
    stream.writelines(f"{headline(finding)}{_outcome(finding)}\n" for finding in run.findings)


def _outcome(finding: Finding[Span]) -> str:
    return f" [{finding.verdict.outcome}]" if finding.verdict else ""

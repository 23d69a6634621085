"""The report for people: the place, the source lines, the chain, the help, and the verdict."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from jitlint.core.finding import Finding, Outcome, Severity, Span, Step, Verdict
from jitlint.core.limits import CHAIN_STEPS
from jitlint.core.result import CheckResult
from jitlint.frontend.rows import Rows
from jitlint.report._claims import consequence
from jitlint.report._excerpt import GUTTER, Mark, excerpt, gutter_width
from jitlint.report._headline import place
from jitlint.report._styled import Line, prose, styled

if TYPE_CHECKING:
    from rich.console import Console

Remark = tuple[str, Line]


_SEVERITIES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "note": "cyan"}
_OUTCOMES: dict[Outcome, str] = {
    "confirmed": "bold green",
    "refuted": "bold magenta",
    "inconclusive": "yellow",
}


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes each finding with its source lines, cropped to the width of a terminal."""
    console = _console(stream, color) if color or stream.isatty() else None
    width = console.width if console and stream.isatty() else None
    linked = color and _links_are_shown(stream)
    texts = _texts(run)
    for finding in run.findings:
        for line in _finding(finding, texts, width, linked):
            if console and color:
                console.print(line.rich, soft_wrap=True)
            else:
                stream.write(f"{line.plain}\n")


def _console(stream: TextIO, color: bool) -> "Console":
    from rich.console import Console

    return Console(file=stream, force_terminal=color, highlight=False)


def _texts(run: CheckResult) -> dict[str, Rows]:
    marks = [mark for finding in run.findings for mark in _marks(finding)]
    paths = {mark.at.path for mark in marks}
    return {path: Rows.of(run.sources[path]) for path in paths if path in run.sources}


def _finding(
    finding: Finding[Span], texts: Mapping[str, Rows], width: int | None, linked: bool
) -> Iterator[Line]:
    marks = [mark for mark in _marks(finding) if mark.at.path in texts]
    yield _headline(finding, linked)
    yield from excerpt(marks, texts, width)
    margin = " " * (gutter_width(marks) + 1)
    remarks = (*_remarks(finding), *_observed(finding), *_verdict(finding.verdict))
    for bullet, line in remarks:
        yield styled((f"{margin}{bullet} ", GUTTER), line)
    yield Line()


def _links_are_shown(stream: TextIO) -> bool:
    from jitlint.report._hyperlinks import links_are_shown

    return links_are_shown(stream)


def _linked(code: str, style: str) -> str:
    from jitlint.core.rule_pages import rule_page

    return f"{style} link {rule_page(code)}"


def _headline(finding: Finding[Span], linked: bool) -> Line:
    style = "dim" if finding.is_refuted else _SEVERITIES[finding.severity]
    code = (finding.code, _linked(finding.code, style) if linked else style)
    return styled((place(finding.at), "bold"), ": ", code, " ", prose(finding.message))


def _marks(finding: Finding[Span]) -> list[Mark]:
    first = Mark(finding.at, finding.note, _SEVERITIES[finding.severity])
    return [first, *(Mark(step.at, step.label, GUTTER) for step in _hops(finding.chain))]


def _hops(chain: tuple[Step[Span], ...]) -> tuple[Step[Span], ...]:
    if len(chain) <= CHAIN_STEPS:
        return chain
    head, tail = chain[: CHAIN_STEPS // 2], chain[-CHAIN_STEPS // 2 :]
    skipped = len(chain) - len(head) - len(tail)
    last = Step(head[-1].at, f"{head[-1].label}; {skipped} more calls lead on")
    return (*head[:-1], last, *tail)


def _remarks(finding: Finding[Span]) -> Iterator[Remark]:
    if finding.help:
        yield "=", styled(("help: ", "bold cyan"), prose(finding.help))
    if happens := consequence(finding.claim):
        yield "=", prose(f"{happens} (jitlint explain {finding.code})")


def _observed(finding: Finding[Span]) -> Iterator[Remark]:
    observed = finding.observed
    if observed is None:
        return
    times = "once" if observed.compilations == 1 else f"{observed.compilations} times"
    calls = "" if observed.calls is None else f" in {observed.calls} calls"
    reason = "" if observed.reason in finding.message else f": {observed.reason}"
    said = f"compiled {times}{calls}, {observed.seconds:.2f} s{reason}"
    yield "=", styled(("observed: ", "bold cyan"), prose(said))


def _verdict(verdict: Verdict | None) -> Iterator[Remark]:
    if verdict is None:
        return
    reason, *detail = verdict.reason.split(":", 1)
    because = f" ({':'.join([reason.replace('_', ' '), *detail])})" if reason else ""
    tested = f" by jax {verdict.jax}" if verdict.jax and verdict.outcome != "inconclusive" else ""
    first, *rest = [*verdict.evidence, *_arguments(verdict)] or [""]
    head = f"{verdict.outcome}{tested}{because}"
    said = f": {first}" if first else ""
    yield "=", styled((head, _OUTCOMES[verdict.outcome]), prose(said))
    yield from ((" ", prose(f"  {line}")) for line in rest)


def _arguments(verdict: Verdict) -> tuple[str, ...]:
    return (f"called with {verdict.arguments}",) if verdict.arguments else ()

"""What an editor shows of the findings under the pointer: what is said, and the manual page."""

from collections.abc import Iterator

from jitlint.finding import Finding, Span, Step
from jitlint.report import manual_page, place
from jitlint.rules import all_rules
from jitlint.server.places import Places


def page(finding: Finding[Span], places: Places) -> str:
    """Returns all there is to say about a finding, as Markdown."""
    [rule] = [rule for rule in all_rules() if rule.code == finding.code]
    return "\n\n".join([*_said(finding), *_chain(finding.chain, places), "---", manual_page(rule)])


def _said(finding: Finding[Span]) -> Iterator[str]:
    yield f"**{finding.code}** {finding.message}"
    if finding.note:
        yield finding.note
    if finding.help:
        yield f"*help:* {finding.help}"


def _chain(chain: tuple[Step[Span], ...], places: Places) -> Iterator[str]:
    """Yields a list of the hops, in which each place is a link."""
    if chain:
        hops = (f"* {_link(step.at, places)}: {step.label}" for step in chain)
        yield "\n".join(hops)


def _link(at: Span, places: Places) -> str:
    row = "" if at.cell else f"#L{at.row}"
    return f"[{place(at)}]({places.opened.uri(at.path, at.cell)}{row})"

"""After the rules: comments that silence nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jitlint.finding import Claim, Finding, Span
from jitlint.read.source import Source
from jitlint.rules.jit000_unreadable_file import rule as unreadable_file
from jitlint.rules.jit001_unused_suppression import rule
from jitlint.suppression.directives import Directive, directives

FAMILY = "JIT"


def unused(
    findings: Iterable[Finding[Span]], sources: Mapping[str, Source], named: Iterable[str]
) -> Iterator[Finding[Span]]:
    """Yields a finding for each suppression in the named files that no finding needs."""
    by_path: dict[str, list[Finding[Span]]] = {}
    for finding in findings:
        by_path.setdefault(finding.at.path, []).append(finding)
    unread = {path for path, found in by_path.items() if found[0].code == unreadable_file.code}
    for path in sorted((set(named) & sources.keys()) - unread):
        marks = list(directives(sources[path]))
        for mark in marks:
            codes = _unused(mark, by_path.get(path, ()))
            if codes is not None and not any(_meant(other, mark) for other in marks):
                yield _finding(mark, codes)


def _unused(mark: Directive, findings: Sequence[Finding[Span]]) -> tuple[str, ...] | None:
    """Returns the codes that nothing is found of, empty for all; None if each has its use."""
    here = [finding.code for finding in findings if mark.everywhere or _lies_at(finding.at, mark)]
    if mark.codes is None:
        return None if here else ()
    idle = tuple(
        code
        for code in mark.codes
        if (mark.own or code.startswith(FAMILY))
        and not rule.code.startswith(code)
        and not any(found.startswith(code) for found in here)
    )
    return idle or (None if mark.codes else ())


def _meant(other: Directive, mark: Directive) -> bool:
    """Returns whether another directive silences by its code that this one is unused."""
    near = other.everywhere or (other.at.row, other.at.cell) == (mark.at.row, mark.at.cell)
    return near and rule.code in (other.codes or ())


def _lies_at(at: Span, mark: Directive) -> bool:
    return at.cell == mark.at.cell and mark.at.row in (at.row, at.end_row)


def _finding(mark: Directive, codes: tuple[str, ...]) -> Finding[Span]:
    where = "in this file" if mark.everywhere else "on this line"
    what = " and ".join(codes) or "every rule"
    verb = "are" if len(codes) > 1 else "is"
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        at=mark.at,
        message=f"{what} {verb} silenced {where}, and nothing is found there",
        claim=Claim("none"),
        help="remove the comment",
        fix=(mark.without(codes),),
    )

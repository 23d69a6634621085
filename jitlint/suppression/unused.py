"""Suppression comments that silence no finding."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jitlint.core.finding import Claim, Finding, Span
from jitlint.core.source import Source
from jitlint.rules.jit000_unreadable_file import rule as unreadable_file
from jitlint.rules.jit001_unused_suppression import rule
from jitlint.rules.jit390_observed_recompilation import rule as observed_recompilation
from jitlint.suppression.directives import Directive, directives

FAMILY = "JIT"
Row = tuple[int | None, int]


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
        codes = _Codes.of(by_path.get(path, ()) if marks else ())
        meant = {_row(mark.at) for mark in marks if _silences_this(mark)}
        everywhere = any(mark.everywhere for mark in marks if _silences_this(mark))
        for mark in marks:
            unused_codes = _unused(mark, codes)
            if unused_codes is not None and not everywhere and _row(mark.at) not in meant:
                yield _finding(mark, unused_codes)


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes found in a file, and on each of the rows that silence what is found there."""

    everywhere: frozenset[str]
    rows: dict[Row, set[str]]

    @classmethod
    def of(cls, findings: Sequence[Finding[Span]]) -> "_Codes":
        rows: dict[Row, set[str]] = {}
        for finding in findings:
            for row in (finding.at.row, finding.at.end_row):
                rows.setdefault((finding.at.cell, row), set()).add(finding.code)
        return cls(frozenset(finding.code for finding in findings), rows)


def _unused(mark: Directive, codes: _Codes) -> tuple[str, ...] | None:
    """Returns the codes without findings, empty for all; None if each has one."""
    here = codes.everywhere if mark.everywhere else codes.rows.get(_row(mark.at), set[str]())
    if mark.codes is None:
        return None if here else ()
    unused_codes = tuple(
        code
        for code in mark.codes
        if (mark.own or code.startswith(FAMILY))
        and not rule.code.startswith(code)
        and code != observed_recompilation.code
        and not any(found.startswith(code) for found in here)
    )
    return unused_codes or (None if mark.codes else ())


def _silences_this(mark: Directive) -> bool:
    """Returns whether a directive silences by its code that one is unused."""
    return rule.code in (mark.codes or ())


def _row(at: Span) -> Row:
    return at.cell, at.row


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

"""Findings beside the facts of recorded runs: what each costs, and what none explains."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jitlint.core.finding import Claim, Entry, Finding, Observed, Span
from jitlint.core.paths import shown
from jitlint.core.result import CheckResult, in_order
from jitlint.frontend.rows import Rows
from jitlint.rules.jit390_observed_recompilation import rule
from jitlint.runs.inside.compilation import Compilation, Run
from jitlint.runs.inside.reason import AHEAD, BY_JAX, FIRST
from jitlint.runs.rows import Row, rows_of

OF_COMPILING = "JIT3"
WANTED = (FIRST, AHEAD.cause, BY_JAX.cause)
"""The causes of compilations that nothing of the arguments has brought."""

HELP = {
    "shape": "pad it to the same shape, or drop a last batch that is short",
    "dtype": "convert it to one dtype before the call",
    "weak type": "make it an array with a dtype before the first call: `jnp.asarray(x, dtype)`",
    "static value": "pass it as an array, unless the code needs its value",
    "new function": "jit the function once, outside of what runs often",
    "tree structure": "keep the same structure at each call",
    "call form": "pass each argument the same way at each call",
    "context": "set the context once, before the first call",
    "sharding": "place it on the same devices before each call",
}


def with_observed(result: CheckResult, runs: Sequence[Run]) -> CheckResult:
    """Returns the findings with what runs showed, those first that cost most.

    A recompilation in one of the named files that no finding of the family JIT3 explains becomes
    a finding of its own.
    """
    rows = [row for run in runs for row in _rows(run)]
    pairs = [(each, [row for row in rows if _concerns(each, row)]) for each in result.findings]
    explained = {id(row) for each, own in pairs if _explains(each) for row in own}
    found = [replace(each, observed=_observed(own)) if own else each for each, own in pairs]
    new = _unexplained([row for row in rows if id(row) not in explained], result)
    findings = sorted((*found, *new), key=lambda each: (-_seconds(each), in_order(each)))
    notes = (*result.notes, *_stale(runs, rows, result.named))
    return replace(result, findings=tuple(findings), notes=notes)


def _rows(run: Run) -> list[Row]:
    """Returns the rows of a run with absolute paths."""
    rows = rows_of(run)
    for row in rows:
        row.site = (os.path.join(run.directory, row.site[0]), row.site[1])
        row.defined = (os.path.join(run.directory, row.defined[0]), row.defined[1])
    return rows


def _concerns(finding: Finding[Span], row: Row) -> bool:
    """Returns whether a finding lies at the call of a row, or in the function it has compiled."""
    at = finding.at
    here = [(os.path.abspath(at.path), number) for number in range(at.row, at.end_row + 1)]
    return row.site in here or row.defined in here or _is_entry(finding.entry, row)


def _explains(finding: Finding[Span]) -> bool:
    """Returns whether a finding is about compiling; a note says only what may be."""
    return finding.code.startswith(OF_COMPILING) and finding.severity != "note"


def _is_entry(entry: Entry[Span] | None, row: Row) -> bool:
    """A decorated function begins for Python at its first decorator, a lambda at its own row."""
    if entry is None or entry.function != row.function:
        return False
    path, number = row.defined
    is_exact = number == entry.defined.row or not entry.function.endswith("<lambda>")
    return path == os.path.abspath(entry.defined.path) and is_exact


def _observed(rows: Sequence[Row]) -> Observed:
    calls = [row.calls for row in rows if row.calls is not None]
    again = [row for row in rows if _again(row)]
    return Observed(
        compilations=sum(row.times("compile") for row in rows),
        seconds=sum(row.seconds for row in rows),
        calls=sum(calls) if len(calls) == len(rows) else None,
        reason=again[0].reason if again else "",
    )


def _again(row: Row) -> list[Compilation]:
    """Returns the compilations that the arguments or the function of a later call have brought."""
    return [each for each in row.compilations if each.compile.times and each.cause not in WANTED]


def _unexplained(rows: Iterable[Row], result: CheckResult) -> Iterator[Finding[Span]]:
    named = {os.path.abspath(path): path for path in result.named}
    for row in rows:
        path = named.get(row.site[0])
        at = _span(path, row.site[1], result) if path else None
        if at and _again(row):
            yield _finding(row, at)


def _span(path: str, number: int, result: CheckResult) -> Span | None:
    """Returns the row without its indentation, unless the file has no longer such a row."""
    source = result.sources.get(path)
    if source is None or number > source.text.count("\n") + 1:
        return None
    line = Rows.of(source).line(number, None)
    text = line.strip()
    first = len(line) - len(line.lstrip()) + 1
    return Span(path, number, first, number, first + len(text)) if text else None


def _finding(row: Row, at: Span) -> Finding[Span]:
    cause = _again(row)[-1].cause
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        at=at,
        message=f"`{row.function}` was compiled again here: {row.reason}",
        claim=Claim(rule.claim),
        note="compiled again by this call",
        help=HELP.get(cause, ""),
        observed=_observed([row]),
    )


def _seconds(finding: Finding[Span]) -> float:
    return finding.observed.seconds if finding.observed else 0.0


def _stale(runs: Sequence[Run], rows: Iterable[Row], named: Iterable[str]) -> Iterator[str]:
    """Yields a note for each named file that has changed since it was observed."""
    paths = {path for row in rows for path, _ in (row.site, row.defined)}
    started = min((run.started for run in runs), default=0.0)
    for path in sorted(named):
        if os.path.abspath(path) in paths and _changed(path) > started:
            yield f"{shown(path)} has changed since it was observed: record it again with observe"


def _changed(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0

"""The printed tables: a row for each library, the sums, and differences from the list."""

from collections.abc import Iterator, Sequence

from benchmarks.libraries.judged import Difference, Judged, false_errors, updated
from benchmarks.libraries.measure import COUNTS, Outcome

GOAL = 1.0
FIRST, WIDTH = 17, 10


def heading() -> str:
    """Returns the names of the columns."""
    return _row("library", *COUNTS, "seconds", "errors", "warnings")


def row(outcome: Outcome) -> str:
    """Returns one library's numbers."""
    severities = (outcome.number("error"), outcome.number("warning"))
    return _row(outcome.name, *outcome.counts, f"{outcome.seconds:.1f}", *severities)


def total(outcomes: Sequence[Outcome]) -> str:
    """Returns the sums of the columns."""
    counts = (sum(each) for each in zip(*(o.counts for o in outcomes), strict=True))
    severities = (sum(o.number(name) for o in outcomes) for name in ("error", "warning"))
    return _row("all", *counts, f"{sum(o.seconds for o in outcomes):.1f}", *severities)


def summary(
    outcomes: Sequence[Outcome], listed: Sequence[Judged], found: Difference
) -> Iterator[str]:
    """Yields what gave up, the rate of false errors, and what is new or gone."""
    yield from (f"{o.name}: {note}" for o in outcomes for note in o.notes)
    yield rate(false_errors(updated(listed, found)), sum(o.lines for o in outcomes))
    homes = {outcome.name: outcome.home for outcome in outcomes}
    for reported in found.new:
        at = homes[reported.library] / reported.path
        yield f"new:  {at}:{reported.row}: {reported.code} {reported.severity}: {reported.message}"
    for entry in found.gone:
        gone = entry.reported
        place = f"{gone.path} in {gone.function or 'the module'}: `{gone.line}`"
        yield f"gone: {gone.library}: {gone.code} {gone.severity} ({entry.judgement}) {place}"
    yield f"{len(found.new)} new, {len(found.gone)} gone"


def rate(count: int, lines: int) -> str:
    """Returns the sentence that compares false error alarms with the goal."""
    found = f"{count * 100_000 / lines:.2f} false error alarms per 100,000 lines"
    return f"{found} ({count} in {lines:,}); the goal is at most {GOAL:g}"


def _row(first: object, *others: object) -> str:
    return f"{first!s:{FIRST}}" + "".join(f"{other!s:>{WIDTH}}" for other in others)

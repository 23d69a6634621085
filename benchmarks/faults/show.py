"""Says what was found and confirmed of each planted fault, and sums it up in a table."""

from collections.abc import Iterator, Sequence

from benchmarks.faults.choose import Chosen
from benchmarks.faults.judge import Judged
from benchmarks.faults.plant import FAULTS
from jitlint.core.finding import Finding, Span

OUTCOMES = ("confirmed", "inconclusive", "refuted")
COLUMNS = ("planted", "found", *OUTCOMES)


def lines(number: int, planted: Judged, unharmed: Judged) -> Iterator[str]:
    """Yields what was said of one function with its fault, and without."""
    chosen = planted.chosen
    yield f"{number:3} {planted.outcome:14}{chosen.fault.name:14}{_name(chosen)}"
    for where, judged in (("planted", planted.said), ("as it is", unharmed.findings)):
        for finding in judged:
            yield f"    {where}: {finding.code} row {finding.at.row}: {_verdict(finding)}"


def table(planted: Sequence[Judged], unharmed: Sequence[Judged]) -> Iterator[str]:
    """Yields a row a kind of fault, their sum, and what JAX said of the functions as they are."""
    yield _row("fault", COLUMNS)
    for fault in FAULTS:
        yield _row(fault.name, _counts([each for each in planted if each.chosen.fault == fault]))
    yield _row("all", _counts(planted))
    found = [finding for each in unharmed for finding in each.findings]
    said = [finding.verdict.outcome for finding in found if finding.verdict]
    yield _row("as they are", (0, len(found), *map(said.count, OUTCOMES)))


def wrong(planted: Sequence[Judged], unharmed: Sequence[Judged]) -> Iterator[str]:
    """Yields each fault that is there and refuted, and each that is confirmed and not planted."""
    for each in planted:
        for finding in each.said:
            if finding.verdict and finding.verdict.outcome == "refuted":
                yield f"refuted: {finding.code}, a {each.chosen.fault.name} in {_name(each.chosen)}"
    for each in unharmed:
        for finding in each.findings:
            if finding.verdict and finding.verdict.outcome == "confirmed":
                yield f"confirmed: {finding.code} in {_name(each.chosen)}: {finding.message}"


def _counts(planted: Sequence[Judged]) -> tuple[int, ...]:
    outcomes = [each.outcome for each in planted]
    missed = outcomes.count("not found")
    return (len(planted), len(planted) - missed, *map(outcomes.count, OUTCOMES))


def _row(name: str, cells: Sequence[object]) -> str:
    return f"{name:16}" + "".join(f"{cell:>14}" for cell in cells)


def _verdict(finding: Finding[Span]) -> str:
    verdict = finding.verdict
    if verdict is None:
        return "unasked"
    return " ".join(f"{verdict.outcome} {verdict.reason} {verdict.arguments}".split())


def _name(chosen: Chosen) -> str:
    return f"{chosen.jitted.listed} ({chosen.parameter})"

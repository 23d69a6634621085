"""The printed result: a row for each campaign, the failures by signature, and their files."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from jitlint.rules import all_rules
from tools.fuzz.campaigns import Case, Tally

COLUMNS = ("done", "KiB", "findings", "rules", "failures", "kinds", "seconds")


def heading() -> str:
    """Returns the names of the columns."""
    return _row("", COLUMNS)


def row(tally: Tally) -> str:
    """Returns the figures of one campaign."""
    cells = (
        f"{tally.done:,}",
        f"{tally.size // 1024:,}",
        f"{tally.rules.total():,}",
        len(tally.rules),
        len(tally.cases),
        len(tally.signatures),
        f"{tally.seconds:.0f}",
    )
    return _row(tally.name, cells)


def summary(tallies: Sequence[Tally]) -> Iterator[str]:
    """Yields which rules found nothing, and how often each failure was met."""
    rules = sum((tally.rules for tally in tallies), Counter[str]())
    silent = [rule.code for rule in all_rules() if rule.code not in rules]
    if rules and silent:
        yield f"no finding of {', '.join(silent)}"
    signatures = sum((tally.signatures for tally in tallies), Counter[str]())
    for signature, count in signatures.most_common():
        yield f"{count:5} {signature}"


def written(cases: Sequence[Case], into: Path) -> Iterator[str]:
    """Writes small cases into directories of their own, and yields a line for each."""
    for number, case in enumerate(cases, 1):
        kind = re.sub(r"\W+", "-", case.failure.kind)
        directory = into / f"{number:03}-{case.check}-{kind}"
        for sample in case.samples:
            sample.write(directory)
        said = f"{case.failure.kind}: {case.failure.sentence}"
        origins = ", ".join(sample.origin for sample in case.samples)
        again = f"python -m tools.fuzz --check {directory} --by {case.check} --seed {case.seed}"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "failure.txt").write_text(f"{said}\n{origins}\n{again}\n")
        yield f"{directory}: {said[:300]}"


def _row(name: str, cells: Sequence[object]) -> str:
    return f"{name:14}" + "".join(f"{cell!s:>12}" for cell in cells)

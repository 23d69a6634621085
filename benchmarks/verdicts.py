"""What JAX says of every finding in the fixtures, by rule: `python -m benchmarks.verdicts`.

Prints the counts and whatever is not confirmed; returns 1 if anything is refuted.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jitlint.config.files import Config
from jitlint.config.settings import Settings
from jitlint.finding import Finding, Span
from jitlint.host import check
from jitlint.verify import VerifyOptions, verify

FIXTURES = Path(__file__).parent.parent / "fixtures"
OUTCOMES = ("confirmed", "inconclusive", "refuted")
Counts = Counter[tuple[str, str]]


def main() -> int:
    """Prints one line a rule, then one line for each finding that is not confirmed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verdicts", description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has JAX")
    parser.add_argument("paths", nargs="*", default=[*map(str, sorted(FIXTURES.glob("*.py")))])
    options = parser.parse_args()
    found = check(options.paths, Settings([], Config())).findings
    given = VerifyOptions(python=options.python, timeout=240.0, jobs=2)
    answers = verify(found, given)
    print("\n".join([*_table(answers), *_open(answers)]))
    return int(any(each.verdict and each.verdict.outcome == "refuted" for each in answers))


def _table(answers: Sequence[Finding[Span]]) -> list[str]:
    counts: Counts = Counter((each.code, each.verdict.outcome) for each in answers if each.verdict)
    codes = sorted({code for code, _ in counts})
    totals = [sum(counts[code, outcome] for code in codes) for outcome in OUTCOMES]
    rows = [(code, *(counts[code, outcome] for outcome in OUTCOMES)) for code in codes]
    lines = [("rule", *OUTCOMES), *rows, ("all", *totals)]
    return ["  ".join(f"{each!s:>12}" for each in line) for line in lines]


def _open(answers: Sequence[Finding[Span]]) -> list[str]:
    return [
        f"{each.at.path}:{each.at.row}: {each.code} {each.verdict.outcome}: "
        + (each.verdict.reason or "; ".join(each.verdict.evidence))
        for each in answers
        if each.verdict and each.verdict.outcome != "confirmed"
    ]


if __name__ == "__main__":
    sys.exit(main())

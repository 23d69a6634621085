"""Plants, lints, verifies, counts: `python -m benchmarks.faults`."""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.arguments.corpus import corpus
from benchmarks.arguments.environment import default_directory, interpreter, pins, site_of
from benchmarks.arguments.trace import trace
from benchmarks.faults.choose import Chosen, choose
from benchmarks.faults.judge import Judged, judge, judge_unharmed
from benchmarks.faults.plant import FAULTS
from jitlint.verify import VerifyOptions

OUTCOMES = ("confirmed", "inconclusive", "refuted", "not found")


def main() -> int:
    """Prints found × confirmed and every wrong verdict; returns 1 if there is one."""
    options = _options()
    python = options.python or interpreter(options.into)
    site = site_of(python)
    functions = [each for name in options.packages for each in corpus(name, site)]

    chosen = choose(
        functions,
        lambda batch: trace(batch, python, site, options.jobs),
        site,
        options.seed,
        options.number,
    )
    asking = VerifyOptions(python=str(python))
    planted, unharmed = [], []
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch:
        for each in chosen:
            planted.append(judge(each, site, Path(scratch, "copy"), asking))
            unharmed.append(judge_unharmed(each, site, Path(scratch, "copy"), asking))
            print(*_lines(planted[-1], unharmed[-1]), sep="\n", flush=True)
    print(*_table(planted), sep="\n")
    wrong = [*_wrong(planted, unharmed)]
    print(f"{len(wrong)} wrong verdicts", *wrong, sep="\n")
    return int(bool(wrong))


def _lines(planted: Judged, unharmed: Judged) -> Iterator[str]:
    chosen = planted.chosen
    yield f"{planted.outcome:14}{chosen.fault.name:14}{_name(chosen)}"
    for finding in (*planted.said, *unharmed.findings):
        verdict = finding.verdict
        said = f"{verdict.outcome} {verdict.reason} {verdict.arguments}" if verdict else "unasked"
        yield f"    {finding.code} row {finding.at.row}: {said}"


def _name(chosen: Chosen) -> str:
    return f"{chosen.jitted.listed} ({chosen.parameter})"


def _table(planted: Sequence[Judged]) -> Iterator[str]:
    counted = Counter((each.chosen.fault.name, each.outcome) for each in planted)
    yield f"{'fault':16}" + "".join(f"{outcome:>14}" for outcome in OUTCOMES)
    for fault in FAULTS:
        yield f"{fault.name:16}" + "".join(f"{counted[fault.name, o]:>14}" for o in OUTCOMES)
    totals = Counter(each.outcome for each in planted)
    yield f"{'all':16}" + "".join(f"{totals[outcome]:>14}" for outcome in OUTCOMES)


def _wrong(planted: Sequence[Judged], unharmed: Sequence[Judged]) -> Iterator[str]:
    """A fault that is there is refuted, or one is confirmed that nobody planted."""
    for each in planted:
        if each.outcome == "refuted":
            yield f"refuted: {each.chosen.fault.name} in {_name(each.chosen)}"
    for each in unharmed:
        for finding in each.findings:
            if finding.verdict and finding.verdict.outcome == "confirmed":
                yield f"confirmed: {finding.code} in {_name(each.chosen)}: {finding.message}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    names = [pin.package for pin in pins() if pin.package]
    parser.add_argument("packages", nargs="*", default=names, help="those meant; all if none is")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--number", type=int, default=60, help="how many faults")
    parser.add_argument("--into", type=Path, default=default_directory(), help="a directory")
    parser.add_argument("--python", type=Path, help="an environment that is there already")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="modules at once")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

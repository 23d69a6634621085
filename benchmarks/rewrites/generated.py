"""Is what is generated put right, does JAX agree: `python -m benchmarks.rewrites.generated`.

Each program has one structural mistake, nested in other control flow, and is formatted. All unsafe
fixes are applied, twice; the results, the state and the slopes of the rewritten program under jit
are compared with those of the original without it. Returns 1 if anything is wrong, not formatted or
changed by the second run.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rewrites.mistakes import Program, programs
from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.rewrite.recheck import Texts, fixed
from jitlint.rewrite.structural import with_rewrites

PROVED, OPEN, SILENT, WRONG, UNFORMATTED, UNSTABLE = ANSWERS = (
    "proved", "open", "not found", "wrong", "not formatted", "changed by a second run",
)  # fmt: skip
DEFECTS = (WRONG, UNFORMATTED, UNSTABLE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a program: the text after fixes, an answer, and why."""

    program: Program
    before: str
    after: str
    answer: str
    reason: str = ""


def main() -> int:
    """Prints a line for each kind of mistake, then each defect with its program."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rewrites.generated", description=__doc__
    )
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--open", action="store_true", help="print what is left, too")
    options = parser.parse_args()
    found = outcomes(programs(options.count, options.seed))
    counts = Counter((each.program.kind, each.answer) for each in found)
    for kind in dict.fromkeys(each.program.kind for each in found):
        print(f"{kind:24}", *(f"{said} {n}" for said in ANSWERS if (n := counts[kind, said])))
    said = Counter(each.answer for each in found)
    print(f"{'all':24}", ", ".join(f"{each} {said[each]}" for each in ANSWERS))
    for each in found:
        if each.answer in DEFECTS or (options.open and each.answer in (OPEN, SILENT)):
            print(f"\n{each.answer}: {each.reason}\n{each.before}\n-> \n{each.after}")
    return int(any(said[each] for each in DEFECTS))


def outcomes(made: Sequence[Program]) -> list[Outcome]:
    """Returns what comes of each program."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"program_{number}.py") for number in range(len(made))]
        for path, program in zip(paths, made, strict=True):
            path.write_text(program.text, "utf-8")
        _ruff(folder)
        before = [path.read_text("utf-8") for path in paths]
        left = [_put_right(path) for path in paths]
        after = [path.read_text("utf-8") for path in paths]
        said = _ruff(folder, "--check")
        loose = {path.name for path in paths if f"/{path.name}\n" in f"{said}\n"}
        for path in paths:
            _put_right(path)
        moved = {p.name for p, text in zip(paths, after, strict=True) if p.read_text() != text}
    answers = _proofs(made, before, after)
    names = [path.name for path in paths]
    rows = zip(names, made, before, after, left, answers, strict=True)
    return [
        _outcome(program, (old, new), (codes, proof), name in loose, name in moved)
        for name, program, old, new, codes, proof in rows
    ]


def _outcome(
    program: Program, texts: tuple[str, str], said: tuple[str, str], is_loose: bool, is_moved: bool
) -> Outcome:
    (before, after), (left, proof) = texts, said
    if before != after and proof != "agree":
        return Outcome(program, before, after, WRONG, proof)
    if is_loose or is_moved:
        return Outcome(program, before, after, UNFORMATTED if is_loose else UNSTABLE)
    if left or before == after:
        return Outcome(program, before, after, OPEN if left else SILENT, left)
    return Outcome(program, before, after, PROVED)


def _put_right(path: Path) -> str:
    """Applies all fixes to a file, and returns the codes of what is left."""
    settings = Settings([], Config(layers=(Layer(("JIT",), ("JIT001",)),)))

    def everything(texts: Texts) -> CheckResult:
        return with_rewrites(check([str(path)], settings, texts, selected=False))

    def wanted(run: CheckResult) -> list[Finding[Span]]:
        return [*settings.wanted(run.findings)]

    done = fixed(everything({}), everything, wanted, {str(path): path.read_bytes()})
    for data in done.files.values():
        path.write_bytes(data)
    return " ".join(each.code for each in wanted(done.run))


def _proofs(made: Sequence[Program], before: list[str], after: list[str]) -> list[str]:
    """Returns what JAX says of each program that has changed."""
    rows = zip(before, after, (each.differs for each in made), strict=True)
    changed = [row for row in rows if row[0] != row[1]]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("proof.py"))],
        input=json.dumps(changed),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = iter(json.loads(done.stdout.splitlines()[-1]))
    return [next(answers) if a != b else "" for a, b in zip(before, after, strict=True)]


def _ruff(folder: str, *options: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", *options, folder]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    raise SystemExit(main())

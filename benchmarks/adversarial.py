"""What JAX says of programs that were written to mislead: `python -m benchmarks.adversarial`.

A program is a file or a directory. A line of it is marked `#? CODE truth`, where the truth is
`bug` or `ok`; marks are removed before anything reads the program. A verdict is wrong if a bug is
refuted, or what is none is confirmed, whether jitlint flags the line itself or is asked about it.
Prints a line a mark, those that are wrong first, and two for all. Returns 1 if a verdict is wrong.
"""

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span, Verdict
from jitlint.verify import VerifyOptions, verify
from jitlint.verify.client.named_lines import findings_at_lines

PROGRAMS = Path(__file__).parent.parent / "tests" / "verify" / "adversarial"
MARKS = re.compile(r"\s*#\?(.*)$", re.MULTILINE)
MARK = re.compile(r"(JIT\d+) (bug|ok)\b")
TRUTH = re.compile(r"^# truth: (.*)$\n?", re.MULTILINE)
WRONG = (("bug", "refuted"), ("ok", "confirmed"))
RIGHT = (("bug", "confirmed"), ("ok", "refuted"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a program, the code that it is asked about, the truth, and the verdict."""

    program: str
    path: str
    row: int
    code: str
    truth: str
    verdict: Verdict | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The truth and the outcome."""
        return self.truth, self.verdict.outcome if self.verdict else "none"


def main() -> int:
    """Prints the verdicts, those that are wrong first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adversarial", description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has JAX")
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    marks = judged(options.paths or sorted(PROGRAMS.glob("*.py")), options.python)
    print("\n".join(table(marks)))
    return int(any(each.pair in WRONG for each in marks))


def judged(programs: Sequence[Path], python: str) -> list[Mark]:
    """Returns the marks of the programs with the verdicts that an interpreter gives."""
    with tempfile.TemporaryDirectory() as directory, chdir(directory):
        marks = [mark for number, each in enumerate(programs) for mark in _copied(each, number)]
        found = check(["."], Settings([], Config())).findings
        asked = findings_at_lines([(m.path, m.row, m.code) for m in marks], found)
        wanted = {(os.path.normpath(mark.path), mark.row, mark.code) for mark in marks}
        all_of_them = [each for each in (*found, *asked) if _key(each) in wanted]
        answers = verify(
            all_of_them, VerifyOptions(python=python, jobs=min(os.cpu_count() or 1, 4))
        )
    verdicts = {_key(each): each.verdict for each in answers}
    return [
        replace(m, verdict=verdicts.get((os.path.normpath(m.path), m.row, m.code))) for m in marks
    ]


def table(marks: Sequence[Mark]) -> Iterator[str]:
    """Yields a line a mark, and one for all."""
    for each in sorted(marks, key=lambda mark: mark.pair not in WRONG):
        said = each.verdict.reason or "; ".join(each.verdict.evidence) if each.verdict else ""
        word = "WRONG" if each.pair in WRONG else ""
        place = f"{each.program}:{each.row}"
        yield f"{word:5}  {place:36}  {each.code}  {each.truth:3}  {each.pair[1]:12}  {said[:110]}"
    right, wrong = (sum(each.pair in pairs for each in marks) for pairs in (RIGHT, WRONG))
    yield f"{len(marks)} lines: {right} right, {wrong} wrong, {len(marks) - right - wrong} open"
    bugs = Counter(each.pair[1] for each in marks if each.truth == "bug")
    yield f"bugs confirmed: {bugs['confirmed']} of {bugs.total()}"


def _copied(program: Path, number: int) -> Iterator[Mark]:
    """Copies a program without its marks, each to a directory of its own."""
    files = sorted(program.rglob("*.py")) if program.is_dir() else [program]
    for file in files:
        inner = file.relative_to(program if program.is_dir() else program.parent)
        path = Path(f"p{number}") / inner
        shown = f"./{path}"  # as `check` writes it, which knows by that what is flagged already
        path.parent.mkdir(parents=True, exist_ok=True)
        text = TRUTH.sub("", file.read_text("utf-8"))
        path.write_text(MARKS.sub("", text), "utf-8")
        for row, line in enumerate(text.splitlines(), start=1):
            for code, truth in MARK.findall("".join(MARKS.findall(line))):
                yield Mark(program.stem, shown, row, code, truth)


def _key(finding: Finding[Span]) -> tuple[str, int, str]:
    return os.path.normpath(finding.at.path), finding.at.row, finding.code


if __name__ == "__main__":
    sys.exit(main())

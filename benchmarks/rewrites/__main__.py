"""What of the fixtures is rewritten, and does JAX agree: `python -m benchmarks.rewrites`.

Each fixture is put right with all unsafe fixes. The `# run:` lines that name what was rewritten are
then evaluated in the original without jit and in the rewritten file with it; where the original
raises without jit as well, the rewritten file is compared with itself without jit. A rewrite is
proved if all runs that name its function agree, and wrong if any differs. Returns 1 if one is.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.rewrite.recheck import Fixed, Texts, fixed
from jitlint.rewrite.structural import with_rewrites

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
RUN = re.compile(r"^# run: (.*?)(?:  .*)?$", re.MULTILINE)
PROVED, UNPROVED, WRONG = ANSWERS = ("proved", "not proved", "wrong")
OF_ANOTHER_RESULT = ("JIT206", "JIT410")
"""The rules whose fix is there to change the result: an update that was lost takes place, and a key
that was used twice is split. What they write is compared with itself without jit.
"""
OF_CLOCKS = ("JIT413",)
"""The rules whose fix lets clocks wait: what these say is not compared."""


def main() -> int:
    """Prints a line a rule, then what is not proved, then the runs that differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rewrites", description=__doc__)
    parser.add_argument("--code", default="JIT", help="only rules whose codes begin so")
    parser.add_argument("--reasons", action="store_true", help="say what is not proved, and why")
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    marks, said = Counter[str](), Counter[tuple[str, str]]()
    reasons: list[str] = []
    for path in options.paths or sorted(FIXTURES.glob("jit*.py")):
        before, after = _put_right(path, options.code)
        marks.update(each.code for each in before.findings if each.severity != "note")
        loud = [each for each in after.gone if each.severity != "note"]
        for finding, answer, why in _judged(path, loud, after):
            said[finding.code, answer] += 1
            if answer != PROVED:
                reasons.append(f"{path.name}:{finding.at.row}: {finding.code} {answer}: {why}")
    _table({code: count for code, count in marks.items() if code.startswith(options.code)}, said)
    wrong = [each for each in reasons if f" {WRONG}: " in each]
    print("\n".join(reasons if options.reasons else wrong))
    return int(bool(wrong))


def _table(marks: dict[str, int], said: Counter[tuple[str, str]]) -> None:
    print("rule    marks  rewritten  proved  not proved  wrong")
    every = Counter[str]()
    for code in sorted(marks):
        counts = Counter({each: said[code, each] for each in ANSWERS})
        every.update(counts)
        print(_row(code, marks[code], counts))
    print(_row("all", sum(marks.values()), every))


def _row(name: str, marks: int, counts: Counter[str]) -> str:
    rewritten = counts.total()
    shares = f"{rewritten / max(marks, 1):4.0%}", f"{counts[PROVED] / max(rewritten, 1):4.0%}"
    return (
        f"{name:6}{marks:7}{rewritten:6} {shares[0]}{counts[PROVED]:5} {shares[1]}"
        f"{counts[UNPROVED]:8}{counts[WRONG]:7}"
    )


def _judged(
    path: Path, findings: Sequence[Finding[Span]], after: Fixed
) -> Iterator[tuple[Finding[Span], str, str]]:
    """Yields each finding with what the runs of its function say of its rewrite, and which."""
    text, answers = path.read_text("utf-8"), _compared(path, after)
    for finding in findings:
        names = _leading_to(text, _names_at(text, finding.at.row))
        own = {run: said for run, said in answers.items() if names & _read(ast.parse(run))}
        wrong = [f"{run}: {said}" for run, said in own.items() if said.startswith("differ")]
        unsure = [f"{run}: {said}" for run, said in own.items() if not said.startswith("agree")]
        if wrong:
            yield finding, WRONG, wrong[0]
        elif not own or unsure:
            yield finding, UNPROVED, unsure[0] if unsure else "no run names the function"
        else:
            yield finding, PROVED, ""


def _put_right(path: Path, code: str) -> tuple[CheckResult, Fixed]:
    settings = Settings([], Config(layers=(Layer((code,), ("JIT001",)),)))

    def everything(texts: Texts) -> CheckResult:
        return with_rewrites(check([str(path)], settings, texts, selected=False))

    def wanted(run: CheckResult) -> list[Finding[Span]]:
        return [*settings.wanted(run.findings)]

    before = everything({})
    return before, fixed(before, everything, wanted, {str(path): path.read_bytes()})


def _compared(path: Path, after: Fixed) -> dict[str, str]:
    """Returns what JAX says of each run of what was rewritten."""
    text = path.read_text("utf-8")
    gone = {name for each in after.gone for name in _names_at(text, each.at.row)}
    names = _leading_to(text, gone)
    runs = [run for run in RUN.findall(text) if names & _read(ast.parse(run))]
    if not runs or not after.files:
        return {}
    code = path.name[:6].upper()
    others, clocks = code in OF_ANOTHER_RESULT, code in OF_CLOCKS
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder, path.name)
        new.write_bytes(after.files[str(path)])
        program = Path(__file__).with_name("under_jax.py")
        request = json.dumps([str(new if others else path), str(new), runs, clocks])
        command = [sys.executable, str(program)]
        done = subprocess.run(command, input=request, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _leading_to(text: str, names: set[str]) -> set[str]:
    """Returns names and those of what reads them, so that a run of it leads there."""
    statements = ast.parse(text).body
    mentioned = [(_read(each), each.lineno) for each in statements]
    found, before = {*names}, set[str]()
    while found != before:
        before = {*found}
        rows = [row for words, row in mentioned if words & before]
        found |= {name for row in rows for name in _names_at(text, row)}
    return found


def _read(node: ast.AST) -> set[str]:
    """Returns the names in a part of a program; attributes such as that of `jnp.zeros` are none."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _names_at(text: str, row: int) -> set[str]:
    """Returns the names that the statement of the file at a row binds."""
    around = [each for each in ast.parse(text).body if each.lineno <= row <= (each.end_lineno or 0)]
    found = {each.name for each in around if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    targets = [target for each in around if isinstance(each, ast.Assign) for target in each.targets]
    return found | {each.id for each in targets if isinstance(each, ast.Name)}


if __name__ == "__main__":
    raise SystemExit(main())

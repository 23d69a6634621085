"""What of the fixtures is rewritten, and does JAX agree: `python -m benchmarks.rewrites`.

Each fixture is put right with all unsafe fixes. The `# run:` lines that name what was rewritten are
then evaluated in the original without jit and in the rewritten file with it. Returns 1 if results
differ.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
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
ANSWERS = ("agree", "differ", "not to be compared")
OF_ANOTHER_RESULT = ("JIT206",)
"""The rules whose fix is there to change the result: an update that was lost takes place."""


def main() -> int:
    """Prints a line a rule, then the runs that differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rewrites", description=__doc__)
    parser.add_argument("--code", default="JIT", help="only rules whose codes begin so")
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    found, gone, answers = Counter[str](), Counter[str](), Counter[str]()
    differ: list[str] = []
    for path in options.paths or sorted(FIXTURES.glob("jit*.py")):
        before, after = _put_right(path, options.code)
        found.update(each.code for each in before.findings if each.severity != "note")
        gone.update(each.code for each in after.gone if each.severity != "note")
        for expression, answer in _compared(path, after).items():
            answers[answer.partition(":")[0]] += 1
            differ += [f"{path.name}: {expression}: {answer}"] * (answer.startswith("differ"))
    for code in sorted(code for code in found if code.startswith(options.code)):
        print(f"{code}  {gone[code]:4} of {found[code]:4}  {gone[code] / found[code]:4.0%}")
    print(", ".join(f"{answers[each]} runs {each}" for each in ANSWERS))
    print("\n".join(differ))
    return int(bool(differ))


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
    gone = [each for each in after.gone if each.code not in OF_ANOTHER_RESULT]
    names = {name for each in gone for name in _names_at(text, each.at.row)}
    runs = [run for run in RUN.findall(text) if names & {*re.findall(r"\w+", run)}]
    if not runs or not after.files:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder, path.name)
        new.write_bytes(after.files[str(path)])
        program = Path(__file__).with_name("under_jax.py")
        request = json.dumps([str(path), str(new), runs])
        command = [sys.executable, str(program)]
        done = subprocess.run(command, input=request, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _names_at(text: str, row: int) -> set[str]:
    """Returns the names that the statement of the file at a row binds."""
    around = [each for each in ast.parse(text).body if each.lineno <= row <= (each.end_lineno or 0)]
    found = {each.name for each in around if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    targets = [target for each in around if isinstance(each, ast.Assign) for target in each.targets]
    return found | {each.id for each in targets if isinstance(each, ast.Name)}


if __name__ == "__main__":
    raise SystemExit(main())

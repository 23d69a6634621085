"""What JAX says of every finding in the fixtures, by rule: `python -m benchmarks.verdicts`.

What is inconclusive without help is asked again with the calls of the fixture's `# run:` lines
as examples, as a user would give them. Then each verdict is to be definite and right: confirmed
where the fixture expects the finding, refuted where it marks a false alarm, but for lines below
`# Not proved: why`, whose verdicts are inconclusive. Fixtures that need a newer JAX, or a library
that is not installed, are left out. Returns 1 if a verdict is not right.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from jitlint.check.pipeline import CheckRequest, check
from jitlint.core.finding import Finding, Span
from jitlint.verify import VerifyOptions, verify

FIXTURES = Path(__file__).parent.parent / "fixtures"
OUTCOMES = ("confirmed", "refuted", "inconclusive")
ALARM = re.compile(r"# .*false alarm: ([A-Z0-9, ]+)")
OPEN = "# Not proved: "  # on the line above one whose verdict is inconclusive, with the reason
NEEDS = re.compile(r"^# needs: jax ([\d.]+)$", re.MULTILINE)
RUN = re.compile(r"^# run: (.*?)(?:  .*)?$", re.MULTILINE)
LIBRARIES = "diffrax|equinox|flax|gin|haiku|haliax|hydra|ml_collections|numpyro|optax"
LIBRARY = re.compile(rf"^(?:import|from) ({LIBRARIES})\b", re.MULTILINE)
PALLAS = re.compile(r"\bpallas\b")
VERSION = "import importlib.metadata as m; print(m.version('jax'))"
MISSING = "import importlib.util as u, sys; print(*[n for n in sys.argv[1:] if not u.find_spec(n)])"
Answers = Sequence[Finding[Span]]


def main() -> int:
    """Prints a line a rule with the verdicts, then one for each verdict that is not right."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verdicts", description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has JAX")
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    alone, helped = judged(options.paths or runnable(options.python), options.python)
    print("\n".join(["without help", *table(alone), "with examples", *table(helped)]))
    print("\n".join(wrong(helped)))
    return int(any(wrong(helped)))


def runnable(python: str) -> list[Path]:
    """Returns the fixtures that an interpreter can run."""
    texts = {path: _text(path) for path in sorted({*map(_fixture, _files(FIXTURES))})}
    needed = {path: _libraries(text) for path, text in texts.items()}
    names = sorted({name for each in needed.values() for name in each})
    missing = {*_said(python, MISSING, *names).split()}
    version = _parts(_said(python, VERSION))
    return [
        path
        for path, text in texts.items()
        if not missing & needed[path] and all(_parts(n) <= version for n in NEEDS.findall(text))
    ]


def judged(paths: Sequence[Path], python: str) -> tuple[Answers, Answers]:
    """Returns the findings with the verdicts that an interpreter gives without and with help."""
    found = check([*map(str, paths)], CheckRequest()).findings
    alone = verify(found, VerifyOptions(python=python, timeout=240.0, jobs=2))
    waiting: dict[Path, list[int]] = defaultdict(list)
    for number, each in enumerate(alone):
        if each.verdict and each.verdict.outcome == "inconclusive":
            waiting[_fixture(Path(each.at.path))].append(number)
    helped = [*alone]
    for fixture, numbers in waiting.items():
        examples = tuple(f"fixture:{run}" for run in RUN.findall(_text(fixture)))
        given = VerifyOptions(python=python, timeout=240.0, examples=examples)
        for number, each in zip(numbers, verify([found[n] for n in numbers], given), strict=True):
            helped[number] = each
    return alone, helped


def table(answers: Answers) -> Iterator[str]:
    """Yields a line a rule, and one for all."""
    counts = Counter((each.code, each.verdict.outcome) for each in answers if each.verdict)
    codes = sorted({code for code, _ in counts})
    totals = [sum(counts[code, outcome] for code in codes) for outcome in OUTCOMES]
    rows = [(code, *(counts[code, outcome] for outcome in OUTCOMES)) for code in codes]
    for line in [("rule", *OUTCOMES), *rows, ("all", *totals)]:
        yield "  ".join(f"{each!s:>12}" for each in line)


def wrong(answers: Answers) -> Iterator[str]:
    """Yields a line for each verdict that is not definite, or not what the fixture says."""
    for each in answers:
        right = "refuted" if _is_alarm(each) else "confirmed"
        right = "inconclusive" if _is_open(each) else right
        if each.verdict and each.verdict.outcome != right:
            said = each.verdict.reason or "; ".join(each.verdict.evidence)
            place = f"{each.at.path}:{each.at.row}"
            yield f"{place}: {each.code} {each.verdict.outcome}, not {right}: {said}"


def _is_alarm(finding: Finding[Span]) -> bool:
    line = _line(finding, finding.at.row)
    return any(finding.code in codes for codes in ALARM.findall(line))


def _is_open(finding: Finding[Span]) -> bool:
    return _line(finding, finding.at.row - 1).lstrip().startswith(OPEN)


def _line(finding: Finding[Span], row: int) -> str:
    if finding.at.cell is not None or row < 1:
        return ""
    return Path(finding.at.path).read_text("utf-8").splitlines()[row - 1]


def _fixture(file: Path) -> Path:
    """Returns the directory of the project that a file is in, or the file itself."""
    parts = file.resolve().relative_to(FIXTURES.resolve()).parts
    return FIXTURES.joinpath(*parts[: 1 + (len(parts) > 1)])


def _text(path: Path) -> str:
    return "\n".join(file.read_text("utf-8") for file in _files(path))


def _files(path: Path) -> list[Path]:
    return sorted([*path.rglob("*.py"), *path.glob("*.ipynb")]) if path.is_dir() else [path]


def _libraries(text: str) -> set[str]:
    """JAX's own Pallas cannot be imported without absl."""
    return {*LIBRARY.findall(text), *(["absl"] if PALLAS.search(text) else [])}


def _said(python: str, program: str, *arguments: str) -> str:
    command = [python, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _parts(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


if __name__ == "__main__":
    sys.exit(main())

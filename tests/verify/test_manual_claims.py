"""JAX confirms what jitlint says of each rule's Bad, and refutes the same claim of its Good.

JITLINT_TEST_PYTHON names an interpreter with another Python and JAX.
"""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rules.manual import Example, examples, findings

from benchmarks.verdicts import LIBRARY, MISSING
from jitlint.core.finding import Finding, Span, Verdict
from jitlint.rules import all_rules
from jitlint.verify import VerifyOptions, verify
from jitlint.verify.client.named_lines import findings_at_lines

pytestmark = pytest.mark.slow
CLAIMS = tuple(sorted({rule.claim for rule in all_rules()} - {"none"}))
Asked = tuple[Example, Finding[Span]]


@pytest.fixture(scope="module")
def options(python: str) -> VerifyOptions:
    return VerifyOptions(python=python, timeout=240.0, jobs=2)


def test_every_bad_is_confirmed(tmp_path: Path, options: VerifyOptions) -> None:
    bad = runnable(examples("Bad", *CLAIMS), options.python)
    asked = [(each, found) for each in bad for found in flagged(each, tmp_path)]
    missed = [said(*each) for each in judged(asked, options) if each[2].outcome != "confirmed"]
    assert {str(each) for each in bad} == {str(each) for each, _ in asked}
    assert not missed, "\n".join(missed)


def test_every_good_refutes_what_is_claimed_of_the_bad(
    tmp_path: Path, options: VerifyOptions
) -> None:
    """Asked is the rule's claim of each statement that a Good has and its Bad has not.

    None is confirmed, and at least one of each Good is refuted; the others may be inconclusive,
    such as a line that no call of the example reaches.
    """
    good = runnable(examples("Good", *CLAIMS), options.python)
    asked = [(each, found) for each in good for found in instead(each, tmp_path)]
    answers = judged(asked, options)
    confirmed = [said(*each) for each in answers if each[2].outcome == "confirmed"]
    refuted = {str(example) for example, _, verdict in answers if verdict.outcome == "refuted"}
    assert not confirmed, "\n".join(confirmed)
    assert sorted({str(each) for each in good} - refuted) == []


def runnable(every: list[Example], python: str) -> list[Example]:
    """Leaves out the examples that import a framework which an interpreter has not."""
    needed = [LIBRARY.findall(each.text) for each in every]
    names = sorted({name for each in needed for name in each})
    asked = [python, "-c", MISSING, *names]
    missing = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    pairs = zip(every, needed, strict=True)
    return [each for each, libraries in pairs if not {*libraries} & {*missing}]


def flagged(example: Example, folder: Path) -> list[Finding[Span]]:
    """What the rule says of its own example."""
    code = example.rule.code
    found = findings(example.text, room(example, folder), code)
    return [finding for finding in found if finding.code == code]


def instead(example: Example, folder: Path) -> tuple[Finding[Span], ...]:
    """The rule's claim about each statement that the Bad before this Good has not.

    Where a Good only leaves something out, it is claimed of all of its statements.
    """
    rule = example.rule
    before = (each for each in examples("Bad") if str(each).startswith(f"{rule.code}-"))
    bad = next(each for each in before if each.number == example.number - 1)
    path = room(example, folder) / "example.py"
    path.write_text(example.text, "utf-8")
    known = {text for _, text in statements(bad.text)}
    rows = [(row, text not in known) for row, text in statements(example.text)]
    new = [row for row, is_new in rows if is_new] or [row for row, _ in rows]
    return findings_at_lines([(str(path), row, rule.code) for row in dict.fromkeys(new)], ())


def statements(text: str) -> Iterator[tuple[int, str]]:
    """The rows where a statement begins that is no import or head of a definition.

    With each comes its text, and the heads of the functions that it is in.
    """
    yield from _below(ast.parse(text), text.splitlines(), "")


def _below(node: ast.AST, lines: list[str], heads: str) -> Iterator[tuple[int, str]]:
    for each in ast.iter_child_nodes(node):
        match each:
            case ast.FunctionDef(lineno=row, decorator_list=decorators):
                inner = [*map(ast.unparse, decorators), lines[row - 1].strip()]
                yield from _below(each, lines, "\n".join([heads, *inner]))
            case ast.ClassDef() | ast.Import() | ast.ImportFrom():
                yield from _below(each, lines, heads)
            case ast.stmt(lineno=row):
                yield row, f"{heads}\n{lines[row - 1].strip()}"
                yield from _below(each, lines, heads)
            case _:
                yield from _below(each, lines, heads)


def room(example: Example, folder: Path) -> Path:
    """A directory of the example's own."""
    path = folder / str(example)
    path.mkdir(exist_ok=True)
    return path


def judged(
    asked: list[Asked], options: VerifyOptions
) -> list[tuple[Example, Finding[Span], Verdict]]:
    """Each example with a finding and its verdict."""
    answers = verify([finding for _, finding in asked], options)
    return [
        (example, answer, answer.verdict)
        for (example, _), answer in zip(asked, answers, strict=True)
        if answer.verdict is not None
    ]


def said(example: Example, finding: Finding[Span], verdict: Verdict) -> str:
    """A line for the one who reads that the test has failed."""
    line = example.text.splitlines()[finding.at.row - 1].strip()
    what = verdict.reason or "; ".join(verdict.evidence)
    return f"{example}: {verdict.outcome} of `{line}`: {what}"

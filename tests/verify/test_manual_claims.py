"""JAX confirms what jitlint says of each rule's Bad, and refutes the same claim of its Good.

JITLINT_TEST_PYTHON names an interpreter with another Python and JAX.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from rules.manual import Example, examples, findings

from jitlint.finding import Finding, Span, Verdict
from jitlint.rules import all_rules
from jitlint.verify import VerifyOptions, verify
from jitlint.verify.lines import asked_lines

pytestmark = pytest.mark.slow
CLAIMS = tuple(sorted({rule.claim for rule in all_rules()} - {"none"}))
COUNTED = ("once-per-trace", "impure")  # lines of traced code run once per trace, good or bad

# The lines of these are statements of the module, which only its import runs: that they raise
# nothing there is no call that could refute.
ONLY_IMPORTED = frozenset({"JIT402", "JIT405", "JIT412"})
Asked = tuple[Example, Finding[Span]]


@pytest.fixture(scope="module")
def options(python: str) -> VerifyOptions:
    return VerifyOptions(python=python, timeout=240.0, jobs=2)


def test_every_bad_is_confirmed(tmp_path: Path, options: VerifyOptions) -> None:
    bad = examples("Bad", *CLAIMS)
    asked = [(each, found) for each in bad for found in flagged(each, tmp_path)]
    missed = [said(*each) for each in judged(asked, options) if each[2].outcome != "confirmed"]
    assert {str(each) for each in bad} == {str(each) for each, _ in asked}
    assert not missed, "\n".join(missed)


def test_every_good_is_refuted_where_it_differs_from_the_bad(
    tmp_path: Path, options: VerifyOptions
) -> None:
    """Asked is the rule's claim of each statement that a Good has and its Bad has not.

    None is confirmed, except that it is counted how often it runs: statements of traced code
    run once per trace in a Good too. At least one statement of each rule is refuted; the
    others may be inconclusive, such as a line that no call of the example reaches.
    """
    good = examples("Good", *CLAIMS)
    asked = [(each, found) for each in good for found in instead(each, tmp_path)]
    answers = judged(asked, options)
    wrong = [each for each in answers if each[2].outcome == "confirmed"]
    refuted = {example.rule.code for example, _, verdict in answers if verdict.outcome == "refuted"}
    confirmed = [said(*each) for each in wrong if each[0].rule.claim not in COUNTED]
    expected = {each.rule.code for each, _ in asked if each.rule.claim not in COUNTED}
    assert not confirmed, "\n".join(confirmed)
    assert sorted(expected - refuted - ONLY_IMPORTED) == []


def flagged(example: Example, folder: Path) -> list[Finding[Span]]:
    """What the rule says of its own example."""
    code = example.rule.code
    found = findings(example.text, room(example, folder), code)
    return [finding for finding in found if finding.code == code]


def instead(example: Example, folder: Path) -> tuple[Finding[Span], ...]:
    """The rule's claim about each statement that the Bad before this Good has not."""
    rule = example.rule
    bad = next(each for each in examples("Bad") if each.rule.code == rule.code)
    path = room(example, folder) / "example.py"
    path.write_text(example.text, "utf-8")
    known = {line.strip() for line in bad.text.splitlines()}
    rows = [row for row, line in statements(example.text) if line not in known]
    return asked_lines([(str(path), row, rule.code) for row in rows], ())


def statements(text: str) -> Iterator[tuple[int, str]]:
    """The rows on which a statement begins that is no import or head of a definition."""
    heads = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt) and not isinstance(node, heads):
            yield node.lineno, text.splitlines()[node.lineno - 1].strip()


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

"""The tutorial's ten cases: what jitlint says, what JAX does, and what the verifier makes of it."""

import ast
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jitlint.check.pipeline import check
from jitlint.core.finding import Finding, Span
from jitlint.verify import verify

FIXTURES = Path(__file__).parents[1] / "fixtures"
TUTORIALS = ("tutorial.py", "tutorial.ipynb")
CASES = {
    "remember_and_double": {"JIT202", "JIT501"},
    "noisy_cube": {"JIT201"},
    "total_per_row": set(),
    "selu": set(),
    "climb": {"JIT101"},
    "widen": set(),
    "climb_outside": set(),
    "climb_static": set(),
    "climb_by_lambda": {"JIT301"},
    "climb_by_hoisted_lambda": set(),
    "climb_by_name": set(),
}
MEASURED = {
    "append": {"tracer": True, "absent": True},
    "print": 1,
    "ndim": [1, 1],
    "selu": {},
    "dtype": "float32",
    "outside": 1,
    "static, same": 1,
    "static, other": 3,
    "lambda": 20,
    "hoisted": 1,
    "name": 1,
}

each_tutorial = pytest.mark.parametrize("name", TUTORIALS)


@each_tutorial
@pytest.mark.parametrize("case", CASES)
def test_jitlint_says_exactly_this_of_each_case(name: str, case: str) -> None:
    assert said(name)[case] == CASES[case]


@each_tutorial
def test_jitlint_says_nothing_outside_the_cases(name: str) -> None:
    assert set(said(name)) <= set(CASES)


@each_tutorial
def test_only_the_loop_that_raises_is_an_error(name: str) -> None:
    severities = {finding.code: finding.severity for finding in found(name)}
    assert severities.pop("JIT101") == "error"
    assert set(severities.values()) == {"warning"}


@each_tutorial
@pytest.mark.parametrize("case", MEASURED)
def test_jax_does_exactly_this_in_each_case(name: str, case: str) -> None:
    assert measured(name)[case] == MEASURED[case]


@each_tutorial
def test_jax_raises_on_the_very_line_of_the_finding(name: str) -> None:
    (at,) = (finding.at for finding in found(name) if finding.code == "JIT101")
    seen = {"class": "TracerBoolConversionError", "cell": at.cell, "row": at.row}
    assert measured(name)["climb"] == seen


@each_tutorial
@pytest.mark.parametrize(
    ("code", "evidence"),
    [
        ("JIT101", ["TracerBoolConversionError"]),
        ("JIT201", ["1 of 3"]),
        ("JIT202", ["1 of 3"]),
        ("JIT301", ["20", "hoisted"]),
        ("JIT501", ["tracer"]),
    ],
)
def test_jax_confirms_each_finding_with_evidence(name: str, code: str, evidence: list[str]) -> None:
    verdict = finding(name, code).verdict
    assert verdict
    assert verdict.outcome == "confirmed", verdict
    assert [words for words in evidence if words not in " ".join(verdict.evidence)] == []


def said(name: str) -> dict[str, set[str]]:
    """Returns the codes of the findings in each function that has any."""
    codes: dict[str, set[str]] = defaultdict(set)
    functions = {(cell, row): f for cell, row, f in lines_of_functions(name)}
    for finding in found(name):
        codes[functions.get((finding.at.cell, finding.at.row), "the module")].add(finding.code)
    return codes


def finding(name: str, code: str) -> Finding[Span]:
    (only,) = (finding for finding in verified(name) if finding.code == code)
    return only


@cache
def found(name: str) -> tuple[Finding[Span], ...]:
    return check([str(FIXTURES / name)]).findings


@cache
def verified(name: str) -> tuple[Finding[Span], ...]:
    return verify(found(name))


@cache
def measured(name: str) -> dict[str, Any]:
    script = Path(__file__).with_name("measure_tutorial.py")
    ran = subprocess.run(
        [sys.executable, script, FIXTURES / name],
        stdout=subprocess.PIPE,
        env=os.environ | {"JAX_PLATFORMS": "cpu"},
        check=True,
    )
    return json.loads(ran.stdout)


def lines_of_functions(name: str) -> Iterator[tuple[int | None, int, str]]:
    """Yields cell, row and function of every line in a function of the module."""
    for cell, text in texts(name):
        for statement in ast.parse(text).body:
            if isinstance(statement, ast.FunctionDef):
                for row in range(statement.lineno, (statement.end_lineno or 0) + 1):
                    yield cell, row, statement.name


def texts(name: str) -> Iterator[tuple[int | None, str]]:
    """Yields each code cell with its number among all cells, or the file, without magics."""
    text = (FIXTURES / name).read_text("utf-8")
    if name.endswith(".py"):
        yield None, text
        return
    for number, cell in enumerate(json.loads(text)["cells"], 1):
        if cell["cell_type"] == "code":
            yield number, "".join("\n" if s.startswith("%") else s for s in cell["source"])

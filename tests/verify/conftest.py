"""The programs of a test module are verified in one run, in the interpreter that is under test."""

import os
import sys

import pytest

from jitlint.core.finding import Verdict
from jitlint.verify import VerifyOptions, verify


@pytest.fixture(scope="session")
def python() -> str:
    """The interpreter to ask; JITLINT_TEST_PYTHON names one with another Python and JAX."""
    return os.environ.get("JITLINT_TEST_PYTHON", sys.executable)


@pytest.fixture(scope="module")
def verdicts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, python: str
) -> dict[str, Verdict]:
    """The verdicts of all programs of a test module, by the names of their tests."""
    given = {n: t.program for n, t in vars(request.module).items() if hasattr(t, "program")}
    root = tmp_path_factory.mktemp("programs")
    findings = [each.finding(root / name) for name, each in given.items()]
    answers = verify(findings, VerifyOptions(python=python))
    pairs = zip(given, answers, strict=True)
    return {name: answer.verdict for name, answer in pairs if answer.verdict is not None}


@pytest.fixture
def verdict(request: pytest.FixtureRequest, verdicts: dict[str, Verdict]) -> Verdict:
    """The verdict of the program that the test was given."""
    return verdicts[request.function.__name__]

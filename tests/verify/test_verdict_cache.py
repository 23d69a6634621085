"""A verdict is kept for as long as nothing that it rests on has changed."""

import dataclasses
from pathlib import Path

import pytest
from asked import Program
from test_hostile import CONCRETE, LEVEL

from jitlint.cache.store import CacheStore
from jitlint.core.finding import Finding, Span
from jitlint.verify import VerifyOptions, verify

HELPED = """
    import jax
    from help import convert

    @jax.jit
    def f(x):
        return convert(x)
    """
HELP = "def convert(x):\n    return float(x)\n"


@pytest.fixture
def options(tmp_path: Path, python: str) -> VerifyOptions:
    """With a cache that no test shares."""
    return VerifyOptions(python=python, cache=CacheStore(str(tmp_path / "cache")))


def asked(finding: Finding[Span], options: VerifyOptions) -> tuple[str, int]:
    """The outcome, and how many modules had to be asked about."""
    told: list[str] = []
    (answer,) = verify([finding], options, lambda path, done, total: told.append(path))
    assert answer.verdict is not None
    return answer.verdict.outcome, len(told)


def helped(directory: Path, text: str = HELP) -> Finding[Span]:
    """A finding that rests on two files."""
    helpers = (("help.py", text),)
    program = Program(HELPED, "convert(x)", "raises", CONCRETE, "f", helpers=helpers)
    finding = program.finding(directory)
    at = dataclasses.replace(finding.at, path=str(directory / "help.py"), row=2, end_row=2)
    return dataclasses.replace(finding, at=dataclasses.replace(at, column=12, end_column=20))


def test_the_same_question_is_not_asked_twice(tmp_path: Path, options: VerifyOptions) -> None:
    finding = helped(tmp_path / "a")
    assert asked(finding, options) == ("confirmed", 1)
    assert asked(finding, options) == ("confirmed", 0)


def test_it_is_asked_again_once_a_file_that_it_imports_changes(
    tmp_path: Path, options: VerifyOptions
) -> None:
    assert asked(helped(tmp_path / "a"), options) == ("confirmed", 1)
    harmless = HELP.replace("float(x)", "float(1)")
    assert asked(helped(tmp_path / "a", harmless), options) == ("refuted", 1)
    assert asked(helped(tmp_path / "a"), options) == ("confirmed", 1)


def test_it_is_asked_again_on_another_platform_or_with_other_settings(
    tmp_path: Path, options: VerifyOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = helped(tmp_path / "a")
    assert asked(finding, options) == ("confirmed", 1)
    monkeypatch.setenv("JAX_ENABLE_X64", "1")
    assert asked(finding, options) == ("confirmed", 1)


def test_a_crash_is_not_kept(tmp_path: Path, options: VerifyOptions) -> None:
    text = f"{LEVEL}\n    import os; os._exit(3)"
    finding = Program(text, "float(x)", "raises", CONCRETE, "f").finding(tmp_path / "a")
    assert [asked(finding, options) for _ in range(2)] == [("inconclusive", 1)] * 2


def test_what_is_no_cache_file_is_written_anew(tmp_path: Path, options: VerifyOptions) -> None:
    finding = helped(tmp_path / "a")
    asked(finding, options)
    (file,) = (tmp_path / "cache" / "verdicts").iterdir()
    file.write_text("[not a cache")
    assert asked(finding, options) == ("confirmed", 1)
    assert asked(finding, options) == ("confirmed", 0)

"""The formats of one line for each finding, beside those of the real ruff."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import CLIP, CONFIRMED, TRAIN, finding, run

from jitlint.core.finding import Span
from jitlint.report import render

UNUSED = "import os\nimport sys\n\n\ndef long_name():\n    import re\n"
PLACES = ((1, 8, 10), (2, 8, 11), (6, 12, 14))
SAID = ("`os` imported but unused", "`sys` imported but unused", "`re` imported but unused")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "sample.py"
    file.write_text(UNUSED)
    return file


def ruff(path: Path, name: str) -> str:
    words = ("check", "--isolated", "--select", "F401", "--unfixable", "F401", "-q")
    command = [sys.executable, "-m", "ruff", *words, "--output-format", name, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def ours(path: Path, name: str) -> str:
    """Returns what we say of the findings that ruff has, made by hand."""
    places = (Span(str(path), row, column, row, end) for row, column, end in PLACES)
    found = [finding(at, code="F401", message=said) for at, said in zip(places, SAID, strict=True)]
    return rendered(name, *found)


def rendered(name: str, *found: object) -> str:
    stream = io.StringIO()
    render(name, run(UNUSED, *found), stream, color=False)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize("name", ["azure", "grouped", "pylint"])
def test_the_form_is_ruffs(sample: Path, name: str) -> None:
    theirs = ruff(sample, name)
    assert theirs.count("F401") == 3
    assert ours(sample, name) == theirs


def test_azure_escapes_what_would_end_a_command() -> None:
    at = Span("/a;b]%.py", 1, 1, 1, 2)
    line = rendered("azure", finding(at, message="100%\n##vso[task.complete]"))
    assert "sourcepath=/a%3Bb%5D%AZP25.py;" in line
    assert line.endswith("]100%AZP25%0A##vso[task.complete]\n")
    assert line.count("\n") == 1


def test_azure_knows_no_notes() -> None:
    note = finding(Span("a.py", 1, 1, 1, 2), severity="note")
    assert rendered("azure", note).startswith("##vso[task.logissue type=warning;")


@pytest.mark.parametrize("name", ["azure", "grouped", "pylint"])
def test_what_jax_said_is_told(name: str) -> None:
    stream = io.StringIO()
    render(name, run(TRAIN, replace(CLIP, verdict=CONFIRMED)), stream, color=False)
    assert "[confirmed by jax 0.10.2]" in stream.getvalue()


def test_the_cell_of_a_notebook_is_told() -> None:
    cell = finding(Span("a.ipynb", 7, 5, 7, 9, cell=2))
    assert "\n  cell 2:7:5 JIT101 " in rendered("grouped", cell)
    for name in ("azure", "pylint"):
        assert rendered(name, cell).endswith("(cell 2, line 7)\n")

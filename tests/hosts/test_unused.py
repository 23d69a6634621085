"""Suppressions that silence nothing: which they are, and what is left without them."""

import json
from pathlib import Path

import pytest
from command import BAD, jitlint

from jitlint.core.finding import Edit, Span
from jitlint.core.source import Source
from jitlint.frontend.rows import Rows
from jitlint.suppression.unused import unused

LINE = BAD.splitlines()[5]


def left(text: str) -> list[tuple[str, str]]:
    """Returns, for each unused suppression in a text without findings, what stays of its line."""
    source = Source("a.py", text)
    found = unused([], {"a.py": source}, ["a.py"])
    return [(each.message.split(" silenced")[0], applied(source, each.fix[0])) for each in found]


def applied(source: Source, edit: Edit[Span]) -> str:
    lines = [*Rows.of(source).lines]
    line, at = lines[edit.at.row - 1], edit.at
    after = line[at.end_column - 1 :] if at.end_row == at.row else "(gone)"
    return line[: at.column - 1] + edit.text + after


@pytest.mark.parametrize(
    ("comment", "what", "stays"),
    [
        ("  # noqa: JIT101", "JIT101 is", "x"),
        ("  # noqa: JIT101 for a reason", "JIT101 is", "x"),
        ("  # jitlint: ignore[JIT101] -- reason", "JIT101 is", "x"),
        ("  # jitlint: ignore", "every rule is", "x"),
        ("  # jitlint: ignore[]", "every rule is", "x"),
        ("  # noqa: JIT1,JIT203", "JIT1 and JIT203 are", "x"),
        ("  # noqa: E501, JIT101", "JIT101 is", "x  # noqa: E501"),
        ("  # noqa: JIT101,E501 why", "JIT101 is", "x  # noqa: E501 why"),
        ("  # type: ignore  # noqa: JIT101", "JIT101 is", "x  # type: ignore"),
        ("  # noqa: JIT101  # pragma: no cover", "JIT101 is", "x  # pragma: no cover"),
    ],
)
def test_an_unused_comment_is_found_and_can_be_taken_out(
    comment: str, what: str, stays: str
) -> None:
    assert left(f"x{comment}\n") == [(what, stays)]


def test_what_is_taken_out_of_a_last_line_without_an_end_lies_in_the_file() -> None:
    source = Source("a.py", "x = 1\n# jitlint: noqa")
    [found] = unused([], {"a.py": source}, ["a.py"])
    assert found.fix == (Edit(Span("a.py", 2, 1, 2, 16), ""),)


@pytest.mark.parametrize(
    "line", ["# jitlint: noqa", "# ruff: noqa: JIT2", "  # flake8: noqa: JIT1"]
)
def test_a_file_without_findings_needs_no_comment(line: str) -> None:
    [(_, stays)] = left(f"{line}\nx = 1\n")
    assert stays == "(gone)"


@pytest.mark.parametrize(
    "text",
    [
        "x  # noqa",
        "x  # noqa: E501",
        "# ruff: noqa",
        "# flake8: noqa: F401",
        'x = "# noqa: JIT101"',
        '"""\n# jitlint: noqa\n"""',
        "x  # noqa: JIT101, JIT001",
        "x  # noqa: JIT001",
        "x = '''  # noqa: JIT101",
    ],
)
def test_what_is_not_ours_or_no_comment_is_left_in_peace(text: str) -> None:
    assert left(f"{text}\n") == []


def codes(folder: Path, text: str, *words: str) -> list[str]:
    (folder / "a.py").write_text(text)
    done = jitlint(folder, "--output-format", "json", "a.py", *words)
    return [item["code"] for item in json.loads(done.stdout)]


@pytest.mark.parametrize("comment", ["# noqa: JIT101", "# jitlint: ignore", "# noqa: JIT1"])
def test_a_comment_that_silences_something_is_used(tmp_path: Path, comment: str) -> None:
    text = BAD.replace(LINE, f"{LINE}  {comment}")
    assert codes(tmp_path, text, "--extend-select", "JIT001") == []
    assert codes(tmp_path, text, "--select", "JIT001,JIT2") == []


def test_it_is_a_note_that_must_be_asked_for(tmp_path: Path) -> None:
    text = BAD.replace(LINE, f"{LINE}  # noqa: JIT101, JIT203")
    assert codes(tmp_path, text) == []
    assert codes(tmp_path, text, "--pedantic") == ["JIT001"]
    assert codes(tmp_path, text, "--extend-select", "JIT001") == ["JIT001"]
    (tmp_path / "jitlint.toml").write_text('severity = {JIT001 = "warning"}')
    assert codes(tmp_path, text) == ["JIT001"]
    assert jitlint(tmp_path, "a.py").returncode == 1


def test_nothing_is_said_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert codes(tmp_path, "def (  # noqa: JIT101\n", "--pedantic") == ["JIT000"]


def test_in_a_notebook_it_has_its_cell(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "source": each} for each in ("x = 1", "y = 2\nz  # noqa: JIT1")]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}))
    done = jitlint(tmp_path, "--output-format", "concise", "--pedantic", "n.ipynb")
    assert done.stdout.startswith("n.ipynb:cell 2:2:4: JIT001 ")

"""What is found in a cell is shown on the line of the notebook's JSON that holds it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

import nbformat
import pytest
from command import environment, jitlint

CELLS = [
    nbformat.v4.new_markdown_cell("# é"),
    nbformat.v4.new_code_cell("%matplotlib inline\nimport jax"),
    nbformat.v4.new_code_cell(
        '@jax.jit\ndef relu(x):\n    "ö"; return x if x > 0 else 0.0\n\n\nrelu(1.0)  # noqa: JIT2'
    ),
]
FOUND = "x > 0"
IDLE = "# noqa: JIT2"


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    file = tmp_path / "study.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=CELLS), file)
    return file


def report(notebook: Path, name: str) -> str:
    words = ("--extend-select", "JIT001", "--output-format", name, notebook.name)
    return jitlint(notebook.parent, *words, GITHUB_WORKSPACE="", CI_PROJECT_DIR="").stdout


def line_with(notebook: Path, words: str) -> tuple[int, int]:
    """Returns the line and column of the only place in the JSON that holds some words."""
    text = notebook.read_text("utf-8")
    assert text.count(words) == 1
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before.split("\n")[-1]) + 1


def test_the_forms_for_people_say_the_cell(notebook: Path) -> None:
    for name in ("concise", "text"):
        assert "study.ipynb:cell 3:3:22: JIT101 " in report(notebook, name)


@pytest.mark.parametrize("name", ["json", "json-lines"])
def test_json_has_the_cell_and_the_rows_in_it(notebook: Path, name: str) -> None:
    text = report(notebook, name)
    item = json.loads(text)[0] if name == "json" else json.loads(text.splitlines()[0])
    assert (item["cell"], item["location"]) == (3, {"row": 3, "column": 22})


def test_github_annotates_the_line_in_the_json(notebook: Path) -> None:
    row, column = line_with(notebook, FOUND)
    [line, *_] = report(notebook, "github").splitlines()
    end = column + len(FOUND)
    assert f"line={row},endLine={row},col={column},endColumn={end}::" in line
    assert "::study.ipynb:cell 3:3:22: JIT101 " in line


def test_gitlab_shows_the_line_in_the_json(notebook: Path) -> None:
    row, column = line_with(notebook, FOUND)
    item = json.loads(report(notebook, "gitlab"))[0]
    assert item["location"]["positions"]["begin"] == {"line": row, "column": column}
    assert item["description"].endswith("(cell 3, line 3)")


def test_junit_gives_the_line_in_the_json_and_says_the_cell(notebook: Path) -> None:
    [case, *_] = etree.fromstring(report(notebook, "junit")).iter("testcase")
    assert (int(case.get("line", "")), int(case.get("column", ""))) == line_with(notebook, FOUND)
    assert (case.findtext("failure") or "").startswith("cell 3, line 3, col 22, ")


def test_sarif_has_the_region_in_the_json_and_a_fix_that_fits_it(notebook: Path) -> None:
    log = json.loads(report(notebook, "sarif"))
    found, idle = log["runs"][0]["results"]
    row, column = line_with(notebook, FOUND)
    place = found["locations"][0]
    assert place["physicalLocation"]["region"] == {
        "startLine": row, "endLine": row, "startColumn": column, "endColumn": column + len(FOUND),
    }  # fmt: skip
    assert place["message"]["text"].startswith("cell 3, line 3: ")
    [change] = idle["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    region = replacement["deletedRegion"]
    begin = {"line": region["startLine"], "column": region["startColumn"]}
    end = {"line": region["endLine"], "column": region["endColumn"]}
    after = _replaced(notebook.read_text("utf-8"), begin, end, replacement["insertedContent"])
    assert "".join(json.loads(after)["cells"][2]["source"]).endswith("\nrelu(1.0)")


def test_rdjson_counts_bytes_in_the_json(notebook: Path) -> None:
    found, idle = json.loads(report(notebook, "rdjson"))["diagnostics"]
    row, column = line_with(notebook, FOUND)
    bytes_more = len('"ö"'.encode()) - len('"ö"')
    assert found["location"]["range"]["start"] == {"line": row, "column": column + bytes_more}
    assert found["message"].endswith("(cell 3, line 3)")
    [suggestion] = idle["suggestions"]
    at = suggestion["range"]
    after = _replaced(notebook.read_text("utf-8"), at["start"], at["end"], suggestion)
    assert "".join(json.loads(after)["cells"][2]["source"]).endswith("\nrelu(1.0)")


def _replaced(text: str, begin: dict[str, int], end: dict[str, int], by: dict[str, Any]) -> str:
    lines = text.split("\n")
    assert begin["line"] == end["line"]
    line = lines[begin["line"] - 1]
    lines[begin["line"] - 1] = line[: begin["column"] - 1] + by["text"] + line[end["column"] - 1 :]
    return "\n".join(lines)


def test_a_notebook_that_is_no_file_is_shown_at_its_start(notebook: Path) -> None:
    words = ("--output-format", "github", "--stdin-filename", "other.ipynb", "-")
    done = subprocess.run(
        [sys.executable, "-m", "jitlint", *words],
        cwd=notebook.parent,
        env=environment(),
        input=notebook.read_text("utf-8"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "line=1,endLine=1," in done.stdout
    assert "::other.ipynb:cell 3:3:22: JIT101 " in done.stdout


def test_a_comment_in_a_cell_silences_it(notebook: Path) -> None:
    text = notebook.read_text("utf-8")
    notebook.write_text(text.replace("else 0.0", "else 0.0  # noqa: JIT101"), "utf-8")
    assert json.loads(jitlint(notebook.parent, "--output-format", "json", ".").stdout) == []


def test_add_noqa_writes_into_the_cell_and_keeps_the_rest(notebook: Path) -> None:
    before = notebook.read_text("utf-8")
    done = jitlint(notebook.parent, "--add-noqa", ".")
    assert (done.returncode, done.stderr) == (0, "1 line has a `# noqa` more\n")
    wanted = before.replace("else 0.0", "else 0.0  # noqa: JIT101")
    assert notebook.read_text("utf-8") == wanted
    assert jitlint(notebook.parent, ".").returncode == 0

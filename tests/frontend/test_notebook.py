"""A notebook is the text of its Python cells, and rows in it are what ruff says they are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts, Import
from jitlint.frontend.locations import locate

MAGICS = [
    ("%matplotlib inline\nx", "pass\nx"),
    ("if x:\n    %time y\nz", "if x:\n    pass\nz"),
    ("!pip install jax\nx", "pass\nx"),
    ("!ls \\\n  -l\nx", "pass\n\nx"),
    ("x = !ls\ny", "x = ...\ny"),
    ("a, b.c, d['k'] = %foo\ny", "a, b.c, d['k'] = ...\ny"),
    ("x: int = %foo\ny = z = !ls", "x: int = ...\ny = z = ..."),
    ("?jax.jit\njax.jit?\njax.jit??\nx[0] ? \n%time?", "pass\npass\npass\npass\npass"),
    ("%%time\nx = 1", "\nx = 1"),
    ("\n# note\n%%capture out\nx = 1", "\n# note\n\nx = 1"),
    ("%%time\n%matplotlib inline\nx", "\npass\nx"),
    ("%%bash\nls\nrm x", "\n\n"),
    ("%%html\n<b>", "\n"),
]
PLAIN = [
    "x = (10\n  % 3)",
    "x = [\n!= y]",
    "'''\n%time\n!ls\n'''",
    'x = """a # " \n%b"""',
    "x = 'a # (' \\\n  % y",
    "print('loss = %f' % x)",
    "f(a = 1, b = '!x')",
    "x = y != z",
    "# what is this?",
    "x = 'really?'",
    "x = 1;",
]
BAD = [
    (b'{"cells": [', "is not a notebook: broken JSON, expecting value (line 1, column 12)"),
    (b"[1, 2]", "is not a notebook: it has no list of cells"),
    (b'{"a": 1}', "is not a notebook: it has no list of cells"),
    (b'{"cells": {}}', "is not a notebook: it has no list of cells"),
    (b"", "is not a notebook: broken JSON, expecting value (line 1, column 1)"),
    (b"\xff\xfe", "is not UTF-8: byte 0xff at 0"),
    (b'{"worksheets": []}', "is a notebook of format 3; `jupyter nbconvert` can upgrade it"),
    (b"[" * 100_000, "is not a notebook: its JSON cannot be read"),
]


@pytest.mark.parametrize(("code", "text"), MAGICS)
def test_what_only_ipython_knows_is_blanked_row_by_row(
    tmp_path: Path, code: str, text: str
) -> None:
    assert _loaded(tmp_path, code).text == f"{text}\n"


@pytest.mark.parametrize("code", PLAIN)
def test_python_that_looks_like_a_magic_is_left_alone(tmp_path: Path, code: str) -> None:
    assert _loaded(tmp_path, code).text == f"{code}\n"


def test_cells_are_joined_and_all_of_them_are_counted(tmp_path: Path) -> None:
    source = _loaded(tmp_path, "a\nb", None, "%%bash\nls", "", "c")
    assert source.text == "a\nb\n\n\n\nc\n"
    assert source.cells == ((0, 1), (2, 3), (4, 4), (5, 5))


def test_a_cell_may_hold_its_lines_as_a_list(tmp_path: Path) -> None:
    path = tmp_path / "some.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": ["a\n", "b"]}]}))
    assert load(str(path)) == Source(str(path), "a\nb\n", ((0, 1),))


def test_a_notebook_of_another_language_has_no_code_for_us(tmp_path: Path) -> None:
    path = _write(tmp_path, ["x <- 1"], {"language_info": {"name": "R"}})
    assert load(path) == Source(path, "")


@pytest.mark.parametrize(("data", "message"), BAD)
def test_what_is_no_notebook_is_a_problem(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "some.ipynb"
    path.write_bytes(data)
    assert load(str(path)) == Problem(str(path), message)


def test_a_notebook_of_format_3_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    book = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("x")])]
    )
    path.write_text(nbformat.v3.writes_json(book))
    problem = load(str(path))
    assert isinstance(problem, Problem)
    assert "format 3" in problem.message


IMPORTS = [
    "import a1",
    None,
    "%%bash\nimport a2",
    "\nimport a3\nprint('a' \\\n  % 1)",
    "%%time\n%matplotlib inline\nimport a4; x = 1",
    "",
    "y = !ls\n!ls \\\n -l\nimport a5",
    "y = ('''\n%time\n''',\n  3\n  % 4)\nimport a6",
]


def test_cells_rows_and_columns_are_those_of_ruff(tmp_path: Path) -> None:
    path = _write(tmp_path, IMPORTS)
    source = load(path)
    assert isinstance(source, Source)
    facts = read(source)
    assert isinstance(facts, Facts)
    names = [name.at for line in facts.body if isinstance(line, Import) for name in line.names]
    extents = locate(source, names).values()
    ours = [(each.cell, each.row, each.column, each.end_column) for each in extents]
    assert sorted(ours) == [
        (each["cell"], each["location"]["row"], each["location"]["column"],
         each["end_location"]["column"])
        for each in _ruff(path, "F401")
    ]  # fmt: skip
    assert len(ours) == 5


def test_a_syntax_error_is_in_the_cell_and_row_that_ruff_says(tmp_path: Path) -> None:
    path = _write(tmp_path, ["x = 1", None, "%time y\n\nx = = 1"])
    source = load(path)
    assert isinstance(source, Source)
    problem = read(source)
    assert isinstance(problem, Problem)
    (found,) = _ruff(path, "E9")
    assert (problem.cell, problem.row) == (found["cell"], found["location"]["row"]) == (3, 3)


def _ruff(path: str, rule: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--output-format=json"]
    command += [f"--select={rule}", path]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return sorted(found, key=lambda each: each["cell"])


def _loaded(directory: Path, *codes: str | None) -> Source:
    source = load(_write(directory, codes))
    assert isinstance(source, Source)
    return source


def _write(directory: Path, codes: Any, metadata: dict[str, Any] | None = None) -> str:
    """Writes a notebook of code cells, with a text cell for every None, and returns its path."""
    v4 = nbformat.v4
    cells = [v4.new_markdown_cell("text") if c is None else v4.new_code_cell(c) for c in codes]
    path = directory / "some.ipynb"
    nbformat.write(v4.new_notebook(cells=cells, metadata=metadata or {}), path)
    return str(path)

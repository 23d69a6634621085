"""A place in a cell is found in the JSON of its notebook, and edits leave all else as it was."""

import json

import nbformat
import pytest

from jitlint.core.finding import Edit, Span
from jitlint.frontend.notebook_cells import NotebookText

CODE = 'x = "é😀\\t"\n\tif x > 0:  # größer\n        pass\n\nlast'
CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["# [a] {b}\n", 'and "c"']},
    {"cell_type": "code", "metadata": {}, "outputs": [], "source": CODE.splitlines(keepends=True)},
    {"cell_type": "code", "outputs": [{"text": ["source\n"]}], "source": CODE},
    {"cell_type": "code", "source": CODE.replace("\n", "\r\n")},
    {"cell_type": "code", "source": []},
    {"cell_type": "raw"},
]
NOTEBOOK = {"cells": CELLS, "metadata": {"cells": []}, "nbformat": 4, "nbformat_minor": 5}
FORMS = {
    "jupyter": json.dumps(NOTEBOOK, indent=1, ensure_ascii=False) + "\n",
    "ascii": json.dumps(NOTEBOOK, indent=4),
    "compact": json.dumps(NOTEBOOK, separators=(",", ":")),
    "windows": json.dumps(NOTEBOOK, indent=1, ensure_ascii=False).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", [2, 3, 4])
def test_every_character_of_a_cell_is_found_in_the_json(form: str, cell: int) -> None:
    notebook = NotebookText.of("a.ipynb", FORMS[form])
    for row, line in enumerate(CODE.split("\n"), 1):
        for column in range(1, len(line) + 1):
            at = notebook.in_file(Span("a.ipynb", row, column, row, column + 1, cell))
            assert (at.row, at.cell) == (at.end_row, None)
            written = FORMS[form].split("\n")[at.row - 1][at.column - 1 : at.end_column - 1]
            assert json.loads(f'"{written}"') == line[column - 1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", [2, 3])
def test_an_edit_changes_its_cell_and_nothing_else(form: str, cell: int) -> None:
    notebook = NotebookText.of("a.ipynb", FORMS[form])
    comment = Edit(Span("a.ipynb", 2, 10, 2, 21, cell), '  # "noqa"\\')
    last = Edit(Span("a.ipynb", 5, 5, 5, 5, cell), " = 1")
    after = notebook.edited([comment, last])
    wanted = CODE.replace(":  # größer", '  # "noqa"\\') + " = 1"
    cells = json.loads(after)["cells"]
    assert "".join(cells[cell - 1]["source"]) == wanted
    assert [each for each in cells if each is not cells[cell - 1]] == [
        each for each in CELLS if each is not CELLS[cell - 1]
    ]
    pairs = zip(FORMS[form].split("\n"), after.split("\n"), strict=True)
    assert sum(before != now for before, now in pairs) <= 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", [2, 3])
def test_an_edit_may_take_rows_away_or_add_some(form: str, cell: int) -> None:
    notebook = NotebookText.of("a.ipynb", FORMS[form])
    edit = Edit(Span("a.ipynb", 2, 1, 4, 1, cell), "a\nb\n")
    after = json.loads(notebook.edited([edit]))
    first, _, _, *rest = CODE.split("\n")
    source = "".join(after["cells"][cell - 1]["source"])
    assert source == "\n".join([first, "a", "b", *rest])


def test_nothing_to_change_is_the_text_itself() -> None:
    for text in FORMS.values():
        assert NotebookText.of("a.ipynb", text).edited([]) == text


def test_what_jupyter_writes_stays_valid() -> None:
    cell = nbformat.v4.new_code_cell("if x > 0:\n    pass")
    text = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
    edit = Edit(Span("a.ipynb", 1, 10, 1, 10, 1), "  # noqa: JIT101")
    after = nbformat.reads(NotebookText.of("a.ipynb", text).edited([edit]), as_version=4)
    nbformat.validate(after)
    assert after.cells[0].source == "if x > 0:  # noqa: JIT101\n    pass"


@pytest.mark.parametrize(("row", "column", "cell"), [(9, 1, 2), (1, 99, 2), (1, 1, 5), (1, 1, 9)])
def test_a_place_that_is_not_there_is_a_lookup_error(row: int, column: int, cell: int) -> None:
    notebook = NotebookText.of("a.ipynb", FORMS["jupyter"])
    with pytest.raises(LookupError):
        notebook.in_file(Span("a.ipynb", row, column, row, column, cell))


@pytest.mark.parametrize("text", ["", "[1]", "{}", "{"])
def test_what_is_no_notebook_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"notebook|Expecting"):
        NotebookText.of("a.ipynb", text)

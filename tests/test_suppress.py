"""Comments that silence findings, as flake8 and ruff read them."""

import pytest
from handmade import finding

from jitlint.core.finding import Span
from jitlint.core.source import Source
from jitlint.suppression.suppress import suppress


def silenced(text: str, row: int = 1, end_row: int = 1, cell: int | None = None) -> bool:
    cells = ((0, 1), (2, 2)) if cell else ()
    found = finding(Span("a.py", row, 1, end_row, 2, cell))
    return not suppress([found], {"a.py": Source("a.py", text, cells)})


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "#noqa",
        "# NOQA",
        "# noqa: JIT101",
        "# noqa:JIT101",
        "# noqa: jit101",
        "# noqa: JIT1",
        "# noqa: E501,JIT101",
        "# noqa: E501, JIT101",
        "# noqa: E501 JIT101",
        "# noqa: JIT101 x is static here",
        "# type: ignore  # noqa: JIT101",
        "# jitlint: ignore",
        "# jitlint: ignore[JIT101]",
        "# jitlint: ignore[JIT2, JIT101] -- x is static here",
    ],
)
def test_a_comment_silences_its_line(comment: str) -> None:
    assert silenced(f"if x:  {comment}\n")


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: F401",
        "# noqa: JIT102",
        "# noqa: F401,JIT2",
        "# jitlint: ignore[JIT2]",
        "# jitlint: ignore[]",
        "# nothing",
    ],
)
def test_a_comment_for_something_else_does_not(comment: str) -> None:
    assert not silenced(f"if x:  {comment}\n")


def test_a_comment_on_another_line_does_not() -> None:
    assert not silenced("if x:\n    pass  # noqa\n")


def test_the_last_row_of_a_statement_counts_too() -> None:
    assert silenced("float(\n    x\n)  # noqa: JIT101\n", 1, 3)
    assert not silenced("float(\n    x  # noqa: JIT101\n)\n", 1, 3)


@pytest.mark.parametrize("tool", ["jitlint", "flake8", "ruff"])
@pytest.mark.parametrize("codes", ["", ": JIT101", ": JIT1,E501"])
def test_a_line_of_its_own_silences_the_file(tool: str, codes: str) -> None:
    assert silenced(f"if x:\n    pass\n\n# {tool}: noqa{codes}\n")


def test_a_line_of_its_own_may_name_other_codes() -> None:
    assert not silenced("# ruff: noqa: F401\nif x: ...\n", 2, 2)
    assert not silenced("# jitlint: noqa: JIT2\n", 1, 1)


def test_a_file_comment_behind_code_is_not_one() -> None:
    assert not silenced("if x: ...\ny = 1  # jitlint: noqa: JIT101\n")


def test_a_notebook_is_silenced_by_cell_and_row() -> None:
    text = "x = 1\ny = 2  # noqa\nif x: ...\nif y: ...  # noqa\n"
    assert silenced(text, 2, 2, cell=2)
    assert silenced(text, 2, 2, cell=1)
    assert not silenced(text, 1, 1, cell=2)
    assert not silenced(text, 1, 1, cell=1)


def test_a_finding_without_text_stays() -> None:
    found = finding(Span("gone.py", 1, 1, 1, 1))
    assert suppress([found], {}) == (found,)

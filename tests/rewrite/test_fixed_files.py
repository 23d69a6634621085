"""A fixed file keeps all that was not wrong with it: line ends, encoding, mode, layout."""

import json
import os
from pathlib import Path

import pytest
from command import jitlint
from mending import mended

from jitlint.core.written import NotWritten, write_all
from jitlint.rewrite.diff import diff

BAD = b"import jax\n\n\ndef f(x):\n    return jax.tree_map(abs, x)\n"
GOOD = BAD.replace(b"tree_map", b"tree.map")
STATIC = (
    b"import jax\n\nclass A:\n    @jax.jit\n    @staticmethod\n    def f(x):\n        return x\n"
)
SWAPPED = STATIC.replace(b"@jax.jit\n    @staticmethod", b"@staticmethod\n    @jax.jit")


def after(path: Path, data: bytes) -> bytes:
    path.write_bytes(data)
    write_all(mended(path, unsafe=True).files.items())
    return path.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r\n"),
        (b"\n", b"\r"),
        (b"return", b"pass\r\n    return"),
        (b"import jax\n", b"\xef\xbb\xbfimport jax\n"),
        (b"import jax\n", b"# coding: latin-1\n# \xe9\nimport jax\n"),
        (b"abs", "lambda ä: 'ü'".encode()),
        (b"return", b'"""\x0c\xc2\x85\xe2\x80\xa8"""; return'),
        (b"x)\n", b"x)"),
    ],
)
def test_what_was_not_wrong_stays_byte_by_byte(old: bytes, new: bytes, tmp_path: Path) -> None:
    before = BAD.replace(old, new)
    assert after(tmp_path / "a.py", before) == GOOD.replace(old, new)


def test_a_new_line_ends_as_the_others_do(tmp_path: Path) -> None:
    text = b"from jax import tree_map, jit\r\njit(tree_map)\r\n"
    assert after(tmp_path / "a.py", text) == (
        b"from jax import jit\r\nfrom jax.tree import map as tree_map\r\njit(tree_map)\r\n"
    )


def test_two_edits_of_one_finding_are_both_done(tmp_path: Path) -> None:
    assert after(tmp_path / "a.py", STATIC) == SWAPPED


def test_the_mode_of_a_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.py", tmp_path / "link.py"
    file.write_bytes(BAD)
    file.chmod(0o750)
    link.symlink_to(file)
    assert after(link, BAD) == GOOD
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o750
    assert sorted(os.listdir(tmp_path)) == ["a.py", "link.py"]


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    lost, good = tmp_path / "gone" / "a.py", tmp_path / "b.py"
    good.write_bytes(BAD)
    with pytest.raises(NotWritten, match=r"a\.py: cannot be written: "):
        write_all({str(lost): GOOD, str(good): GOOD}.items())
    assert good.read_bytes() == GOOD


def notebook(*cells: str) -> bytes:
    code = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": cell.splitlines(True)}
        for cell in cells
    ]
    text = {"cell_type": "markdown", "metadata": {}, "source": "# ü"}
    whole = {"cells": [text, *code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False).encode() + b"\n"


def test_a_notebook_is_fixed_cell_by_cell(tmp_path: Path) -> None:
    before = notebook("import jax", "%time\njax.tree_map(abs, 1)", "jax.tree_map(abs, 2)\n1")
    path = tmp_path / "a.ipynb"
    assert after(path, before) == before.replace(b"tree_map", b"tree.map")


def test_a_magic_is_no_place_for_a_fix(tmp_path: Path) -> None:
    before = notebook("import jax\nx = %timeit jax.tree_map(abs, 1)")
    assert after(tmp_path / "a.ipynb", before) == before


def test_a_diff_can_be_applied() -> None:
    lines = "".join(diff("a.py", BAD[:-1], GOOD[:-1]))
    assert lines.startswith("--- a.py\n+++ a.py\n@@ -2,4 +2,4 @@\n")
    assert lines.endswith(
        "-    return jax.tree_map(abs, x)\n\\ No newline at end of file\n"
        "+    return jax.tree.map(abs, x)\n\\ No newline at end of file\n"
    )


def test_a_diff_of_a_notebook_names_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(notebook("import jax", "jax.tree_map(abs, 1)\n"))
    done = jitlint(tmp_path, "--isolated", "--diff", "a.ipynb")
    assert done.stdout.splitlines()[:2] == ["--- a.ipynb:cell 3", "+++ a.ipynb:cell 3"]

"""A file's text is what Python would decode; what has none is one clear problem."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.core.source import Problem, Source, cell_row
from jitlint.frontend.decode import load

DECODED = [
    (b"x = 1\n", "x = 1\n"),
    (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
    ("x = 'é'\n".encode(), "x = 'é'\n"),
    (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n"),
    (b"#!/bin/sh\n# vim: set fileencoding=cp1252 :\n'\x80'\n", None),
    (b"# -*- coding: utf-8-unix -*-\n'\xc3\xa9'\n", "# -*- coding: utf-8-unix -*-\n'é'\n"),
    (b"# coding: Latin_1-dos\r\n'\xe9'\r\n", "# coding: Latin_1-dos\n'é'\n"),
    (b"'a'\n# coding: latin-1\n'\xc3\xa9'\n", "'a'\n# coding: latin-1\n'é'\n"),
    (b"\r# coding: latin-1\r'\xe9'\r", "\n# coding: latin-1\n'é'\n"),
    (b"# \xe9 coding: latin-1\n", "# é coding: latin-1\n"),
    (b"x\r\ny\rz\n", "x\ny\nz\n"),
    (b"", ""),
]
UNDECODED = [
    (b"a\nb = '\xff'\n", "is not UTF-8: byte 0xff at offset 7 (line 2)", 2),
    (b"\n" * 200 + b"\xe9", "is not UTF-8: byte 0xe9 at offset 200 (line 201)", 201),
    (b"# coding: ascii\nx = '\xc3\xa9'\n", "is not ASCII: byte 0xc3 at offset 21 (line 2)", 2),
    (b"# coding: klingon\n", "declares the encoding `klingon`, which Python does not know", 1),
    (b"\xef\xbb\xbf# coding: cp1252\n", "begins with the mark of UTF-8, and declares", 1),
    (b"a\nb\x00c\n", "holds a NUL byte at offset 3 (line 2)", 2),
]


@pytest.mark.parametrize(("data", "text"), DECODED)
def test_bytes_are_decoded_as_python_decodes_them(
    tmp_path: Path, data: bytes, text: str | None
) -> None:
    path = tmp_path / "some.py"
    path.write_bytes(data)
    expected = text if text is not None else data.decode("cp1252")
    assert load(str(path)) == Source(str(path), expected)


@pytest.mark.parametrize(("data", "message", "row"), UNDECODED)
def test_what_cannot_be_decoded_is_a_problem_that_says_where(
    tmp_path: Path, data: bytes, message: str, row: int
) -> None:
    path = tmp_path / "some.py"
    path.write_bytes(data)
    problem = load(str(path))
    assert isinstance(problem, Problem)
    assert problem.message.startswith(message)
    assert problem.row == row


def test_python_refuses_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    for data, *_ in UNDECODED:
        path.write_bytes(data)
        result = subprocess.run([sys.executable, path], check=False, capture_output=True)
        assert result.returncode == 1


def test_a_path_without_a_file_is_a_problem(tmp_path: Path) -> None:
    missing, pipe = str(tmp_path / "no file.py"), str(tmp_path / "pipe.py")
    os.mkfifo(pipe)
    assert load(missing) == Problem(missing, "cannot be read: no such file or directory")
    assert load(str(tmp_path)) == Problem(str(tmp_path), "is a directory")
    assert load(pipe) == Problem(pipe, "is not a file")
    unnameable = load("a\0b.py")
    assert isinstance(unnameable, Problem)
    assert "embedded null" in unnameable.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_must_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "secret.py"
    path.touch(mode=0o000)
    assert load(str(path)) == Problem(str(path), "cannot be read: permission denied")


def test_a_row_of_a_notebook_lies_in_the_cell_before_it() -> None:
    cells = ((0, 1), (2, 3), (2, 5), (4, 6))
    assert [cell_row(cells, row) for row in (1, 2, 3, 5)] == [(1, 1), (1, 2), (5, 1), (6, 1)]
    assert cell_row((), 7) == (None, 7)


def test_finding_and_loading_files_needs_nothing_that_reads_them() -> None:
    modules = ["project.discovery", "frontend.decode", "frontend.notebook"]
    imports = "; ".join(f"import jitlint.{name}" for name in modules)
    code = f"import sys; {imports}; print('jitlint.frontend.ir' in sys.modules)"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"False\n"

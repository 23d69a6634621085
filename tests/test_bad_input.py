"""Bad input gets one clear line that names the file, and never hides the findings of another."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BUG = """import jax

@jax.jit
def relu(x):
    return x if x > 0 else 0.0
"""
FOUND = "good.py:5:17: JIT101"
BAD_FILES = {
    "syntax.py": (b"import jax\ndef f(:\n    pass\n", "syntax.py:2:"),
    "latin.py": (b"import jax\nname = '\xe9'\n", "latin.py:"),
    "nulls.py": (b"import jax\nx = 1\0\n", "nulls.py:"),
    "cut.ipynb": (b'{"cells": [{"cell_type": "code", "source": ["import jax', "cut.ipynb:"),
    "list.ipynb": (b"[1, 2]", "list.ipynb:"),
    "empty.ipynb": (b"", "empty.ipynb:"),
    "cell.ipynb": (b'{"cells": [{"cell_type": "code", "source": "x ="}]}', "cell.ipynb:"),
}


class Ran:
    """What a run of the command printed, and its exit status."""

    def __init__(self, folder: Path, *words: str) -> None:
        command = [sys.executable, "-m", "jitlint", "--output-format", "concise", *words]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        self.status, self.out, self.err = ran.returncode, ran.stdout, ran.stderr
        assert "Traceback" not in self.out + self.err

    def lines(self, start: str) -> list[str]:
        """Returns the printed lines that begin so."""
        return [line for line in (self.out + self.err).splitlines() if line.startswith(start)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file, which has one finding."""
    (tmp_path / "good.py").write_text(BUG, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line_beside_the_findings_of_the_others(folder: Path, name: str) -> None:
    data, place = BAD_FILES[name]
    (folder / name).write_bytes(data)
    ran = Ran(folder, ".")
    assert ran.status == 1
    assert len(ran.lines(FOUND)) == 1
    (line,) = ran.lines(name)
    assert line.startswith(place)
    assert "JIT000" in line


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_alone_fails(folder: Path, name: str) -> None:
    (folder / name).write_bytes(BAD_FILES[name][0])
    assert Ran(folder, name).status == 1


def test_all_bad_files_are_named_at_once(folder: Path) -> None:
    for name, (data, _) in BAD_FILES.items():
        (folder / name).write_bytes(data)
    ran = Ran(folder, ".")
    assert [name for name in BAD_FILES if len(ran.lines(name)) != 1] == []
    assert len(ran.lines(FOUND)) == 1


def test_a_missing_path_is_misuse_and_the_others_are_still_checked(folder: Path) -> None:
    ran = Ran(folder, "missing.py", "good.py")
    assert ran.status == 2
    assert "jitlint: error: no such file or directory: missing.py" in ran.err.splitlines()
    assert len(ran.lines(FOUND)) == 1


def test_an_empty_directory_is_noted_and_clean(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ran = Ran(tmp_path, "nothing")
    assert ran.status == 0
    assert ran.out == ""
    assert any("nothing" in line for line in ran.lines("note:"))


def test_a_directory_of_other_files_is_as_empty(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("if x > 0", "utf-8")
    ran = Ran(tmp_path, ".")
    assert ran.status == 0
    assert len(ran.lines("note:")) == 1


def test_an_empty_file_is_clean_and_silent(tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_bytes(b"")
    ran = Ran(tmp_path, "empty.py")
    assert (ran.status, ran.out) == (0, "")


def test_a_path_may_have_spaces_and_letters_of_any_script(tmp_path: Path) -> None:
    place = tmp_path / "my models" / "größe π.py"
    place.parent.mkdir()
    place.write_text(BUG, "utf-8")
    ran = Ran(tmp_path, "my models")
    assert ran.status == 1
    assert len(ran.lines("my models/größe π.py:5:17: JIT101")) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_line_too(folder: Path) -> None:
    (folder / "secret.py").write_text(BUG, "utf-8")
    (folder / "secret.py").chmod(0)
    ran = Ran(folder, ".")
    assert ran.status == 1
    assert len(ran.lines("secret.py")) == len(ran.lines(FOUND)) == 1


def test_a_link_that_leads_nowhere_hides_nothing(folder: Path) -> None:
    (folder / "gone.py").symlink_to("nowhere.py")
    assert len(Ran(folder, ".").lines(FOUND)) == 1


def test_json_stays_json_beside_bad_files(folder: Path) -> None:
    (folder / "syntax.py").write_bytes(BAD_FILES["syntax.py"][0])
    ran = Ran(folder, "--output-format", "json", ".")
    assert {item["code"] for item in json.loads(ran.out)} == {"JIT000", "JIT101"}


def test_the_text_report_names_a_bad_file_on_a_line_of_its_own(folder: Path) -> None:
    for name, (data, _) in BAD_FILES.items():
        (folder / name).write_bytes(data)
    ran = Ran(folder, "--output-format", "text", ".")
    assert ran.status == 1
    assert [name for name in BAD_FILES if not ran.lines(name)] == []
    assert ran.lines(FOUND)

"""A project's files that are unchanged are looked through once, however often it is asked."""

import os
from pathlib import Path

import pytest

from jitlint.cache.file_stamps import FileStamps
from jitlint.core import disk
from jitlint.project.units import units_of

LONG_AGO = 1_600_000_000  # seconds


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    for name, text in {"named": "x = 1\n", "user": "import named\n", "apart": "y = 2\n"}.items():
        write(tmp_path / f"{name}.py", text, LONG_AGO)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names, original = list[str](), disk.read

    def counted(path: str, *most: int) -> bytes:
        names.append(os.path.basename(path))
        return original(path, *most)

    monkeypatch.setattr(disk, "read", counted)
    return names


def write(path: Path, text: str, seconds: int) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (seconds, seconds))


def modules(project: Path, later: int = 60) -> set[str]:
    """Returns the modules found by a run that begins so many seconds after now."""
    stamps = FileStamps()
    stamps.started += later * 1_000_000_000
    units = units_of([str(project / "named.py")], stamps)
    return {unit.name for program in units.programs() for unit in program}


def test_what_is_unchanged_is_not_read_again(project: Path, read: list[str]) -> None:
    assert modules(project) == {"named", "user"}
    assert {"user.py", "apart.py"} <= {*read}
    read.clear()
    assert modules(project) == {"named", "user"}
    assert not {"user.py", "apart.py"} & {*read}


def test_what_has_changed_is_read_again(project: Path, read: list[str]) -> None:
    assert modules(project) == {"named", "user"}
    read.clear()
    write(project / "apart.py", "import named  # now\n", LONG_AGO + 1)
    assert modules(project) == {"named", "user", "apart"}
    assert {"user.py", "apart.py"} & {*read} == {"apart.py"}


def test_what_may_change_unseen_is_read_each_time(project: Path, read: list[str]) -> None:
    modules(project, later=-60)
    read.clear()
    modules(project, later=-60)
    assert {"user.py", "apart.py"} <= {*read}

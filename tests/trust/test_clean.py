"""`jitlint clean` removes file by file what jitlint put there, and tells of all that it leaves."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command import BAD, jitlint
from trees import tree

CACHE = ".jitlint_cache"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bad.py").write_text(BAD)
    assert jitlint(tmp_path, ".").returncode == 1
    return tmp_path


def cleaned(folder: Path, *words: str) -> str:
    """Returns the one line that is said of what was done."""
    done = jitlint(folder, "clean", *words)
    assert (done.returncode, done.stdout) == (0, "")
    [line] = done.stderr.splitlines()
    return line


def files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_all_of_a_cache_goes(project: Path) -> None:
    count = files(project / CACHE)
    said = f"{project / CACHE}: removed {count} files and the directory"
    assert cleaned(project) == said
    assert sorted(os.listdir(project)) == ["bad.py", "pyproject.toml"]


def test_where_there_is_no_cache_that_is_said(project: Path) -> None:
    cleaned(project)
    assert cleaned(project) == f"{project / CACHE}: there is no cache"


def test_nothing_is_said_quietly(project: Path) -> None:
    done = jitlint(project, "clean", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (project / CACHE).exists()


def put_file(at: Path) -> None:
    at.write_text("precious")


def put_link(at: Path) -> None:
    at.symlink_to("../../bad.py")


def put_pipe(at: Path) -> None:
    os.mkfifo(at)


def put_directory(at: Path) -> None:
    at.mkdir()
    (at / "thesis.txt").write_text("precious")


ENTRY = f"facts/{'0' * 32}"


@pytest.mark.parametrize(
    ("name", "put"),
    [
        ("thesis.txt", put_file),
        ("facts/thesis.txt", put_file),
        ("facts/two\nlines", put_file),
        (f"facts/{'0' * 31}", put_file),
        (f"facts/{'A' * 32}", put_file),
        (f"facts/{'0' * 32}.bak", put_file),
        ("0" * 32, put_file),
        (ENTRY, put_link),
        (ENTRY, put_pipe),
        (ENTRY, put_directory),
        ("more", put_directory),
        ("facts/more", put_directory),
        ("verdicts", put_file),
        ("verdicts", put_link),
        (f".{'0' * 16}.tmp", put_link),
    ],
)
def test_what_is_not_jitlints_stays(project: Path, name: str, put: Callable[[Path], None]) -> None:
    put(project / CACHE / name)
    before = tree(project)
    said = cleaned(project)
    assert f"left files that jitlint did not write: {name!r}" in said
    after = tree(project)
    parts = {str(Path(CACHE, *Path(name).parts[:count])) for count in range(3)}
    put_there = {path for path in before if path.startswith(os.path.join(CACHE, name))}
    assert {path for path in after if path.startswith(CACHE)} == put_there | (parts & {*before})
    assert all(after[path] == before[path] for path in put_there)


def test_files_that_were_changed_are_no_longer_jitlints(project: Path) -> None:
    (project / CACHE / ".gitignore").write_text("*\n!thesis.txt\n")
    said = cleaned(project)
    assert said.endswith("left files that jitlint did not write: '.gitignore'")
    assert os.listdir(project / CACHE) == [".gitignore"]


def test_of_many_only_some_are_named(project: Path) -> None:
    for number in range(9):
        (project / CACHE / f"note{number}").touch()
    assert cleaned(project).endswith("'note0', 'note1', 'note2' and 6 more")


def test_a_directory_that_was_the_users_is_cleaned_of_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "empty").mkdir()
    assert jitlint(tmp_path, "--cache-dir", "empty", ".").returncode == 1
    (tmp_path / "empty" / "thesis.txt").write_text("precious")
    cleaned(tmp_path, "--cache-dir", "empty")
    assert os.listdir(tmp_path / "empty") == ["thesis.txt"]


def test_several_projects_are_cleaned_each_once(project: Path) -> None:
    other = project / "other"
    other.mkdir()
    (other / "pyproject.toml").touch()
    (other / "bad.py").write_text(BAD)
    assert jitlint(other, ".").returncode == 1
    done = jitlint(project, "clean", ".", "bad.py", "other")
    assert (done.returncode, done.stderr.count("and the directory\n")) == (0, 2)
    assert not (other / CACHE).exists()

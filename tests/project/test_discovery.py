"""Paths stand for files: each once, in order, and nothing that nobody wrote."""

import os
from pathlib import Path

import pytest

from jitlint.core.source import Problem
from jitlint.project.directories import Directories
from jitlint.project.discovery import empty_directories, find


def test_a_directory_stands_for_the_python_files_under_it(tmp_path: Path) -> None:
    _touch(
        tmp_path, "b.py", "a.py", "a/z.py", "a/n.ipynb", "a/stub.pyi", "a/text.txt", "c d/e f.py"
    )
    assert _found(tmp_path) == ["a.py", "b.py", "a/n.ipynb", "a/z.py", "c d/e f.py"]


@pytest.mark.parametrize(
    "directory",
    [".git", ".hg", ".venv", "venv", ".tox", ".nox", "__pycache__", "node_modules", "build",
     "dist", ".eggs", ".ipynb_checkpoints", ".anything"],
)  # fmt: skip
def test_what_nobody_wrote_is_left_out_unless_it_is_named(tmp_path: Path, directory: str) -> None:
    _touch(tmp_path, "a.py", f"{directory}/b.py", f"c/{directory}/d.py")
    assert _found(tmp_path) == ["a.py"]
    assert _found(tmp_path / directory) == ["b.py"]


def test_a_named_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    _touch(tmp_path, "script", "stub.pyi", ".hidden.py")
    named = [str(tmp_path / name) for name in ("script", "stub.pyi", ".hidden.py")]
    assert find(named) == (named, [])


def test_a_file_is_found_once_by_the_first_path_that_leads_to_it(tmp_path: Path) -> None:
    _touch(tmp_path, "a/b.py", "a/c.py")
    (tmp_path / "link.py").symlink_to(tmp_path / "a/b.py")
    first, directory = str(tmp_path / "a/c.py"), str(tmp_path / "a")
    again = os.path.join(directory, "..", "a", "c.py")
    files, problems = find([first, directory, again, str(tmp_path / "link.py")])
    assert files == [first, str(tmp_path / "a/b.py")]
    assert problems == []


def test_links_to_files_are_followed_and_links_to_directories_are_not(tmp_path: Path) -> None:
    _touch(tmp_path, "root/a.py", "other/b.py")
    root = tmp_path / "root"
    (root / "loop").symlink_to(root)
    (root / "directory").symlink_to(tmp_path / "other")
    (root / "file.py").symlink_to(tmp_path / "other/b.py")
    assert _found(root) == ["a.py", "file.py"]
    assert _found(root / "directory") == ["b.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_directory_that_must_not_be_read_is_a_problem(tmp_path: Path) -> None:
    _touch(tmp_path, "a.py", "secret/b.py")
    secret = tmp_path / "secret"
    secret.chmod(0o000)
    found = find([str(tmp_path)])
    secret.chmod(0o700)
    problem = Problem(str(secret), "cannot be read: permission denied")
    assert found == ([str(tmp_path / "a.py")], [problem])


def test_a_path_that_leads_nowhere_is_a_problem_and_hides_no_other(tmp_path: Path) -> None:
    _touch(tmp_path, "a.py")
    missing, present = [str(tmp_path / "no such"), "a\0b"], str(tmp_path / "a.py")
    problems = [Problem(path, "no such file or directory") for path in missing]
    assert find([*missing, present]) == ([present], problems)


def test_a_directory_without_python_files_can_be_told(tmp_path: Path) -> None:
    _touch(tmp_path, "full/a.py", "empty/readme.md")
    paths = [str(tmp_path / name) for name in ("full", "empty", "full/a.py")]
    files, problems = find(paths)
    assert problems == []
    assert empty_directories(paths, files) == [paths[1]]
    assert empty_directories([paths[0]], [paths[2]]) == []


def test_paths_are_kept_as_the_user_wrote_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _touch(tmp_path, "a/b.py")
    monkeypatch.chdir(tmp_path)
    assert find(["a"]) == ([os.path.join("a", "b.py")], [])
    assert find(["."]) == ([os.path.join(".", "a", "b.py")], [])


@pytest.mark.parametrize(
    ("file", "root", "name"),
    [
        ("script.py", "", "script"),
        ("package/__init__.py", "", "package"),
        ("package/inner/module.py", "", "package.inner.module"),
        ("package/inner/__init__.py", "", "package.inner"),
        ("src/other/module.py", "src", "other.module"),
        ("space/module.py", "space", "module"),
        ("book.ipynb", "", "book"),
    ],
)
def test_a_module_is_named_from_the_first_directory_that_is_no_package(
    tmp_path: Path, file: str, root: str, name: str
) -> None:
    _touch(tmp_path, "package/__init__.py", "package/inner/__init__.py", "src/other/__init__.py")
    _touch(tmp_path, file)
    assert Directories().module(str(tmp_path / file)) == (str(tmp_path / root), name)


def _touch(directory: Path, *names: str) -> None:
    for name in names:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _found(directory: Path) -> list[str]:
    files, problems = find([str(directory)])
    assert problems == []
    return [Path(file).relative_to(directory).as_posix() for file in files]

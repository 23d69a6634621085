"""Whenever jitlint is killed, each file of the user's is the old one or the new one."""

import os
from pathlib import Path

import pytest
from killed import runs

OLD = "import jax\n\n\ndef f(x):\n    return jax.tree_map(abs, x)\n"
SOURCES = [("--fix",), ("--add-noqa",)]
FILES = [*SOURCES, ("--write-baseline", "a.py"), ("--output-file", "json:a.py")]
CUTS = (0, 1, len(OLD) // 2, len(OLD) - 1)

sources = pytest.mark.parametrize("words", SOURCES, ids=lambda words: words[0])
files = pytest.mark.parametrize("words", FILES, ids=lambda words: words[0])


def write(folder: Path, count: int = 1) -> list[Path]:
    found = [folder / f"{'a' * (number + 1)}.py" for number in range(count)]
    for file in found:
        file.write_text(OLD)
    return found


@files
def test_a_file_is_the_old_or_the_new_one(tmp_path: Path, words: tuple[str, ...]) -> None:
    seen: list[str] = []
    with runs(tmp_path, "-n", *words, "a.py") as command:
        [file] = write(tmp_path)
        for _ in command.kills():
            seen.append(file.read_text())
            write(tmp_path)
        new = file.read_text()
    assert seen[0] == OLD != new
    assert {*seen} <= {OLD, new}


@files
def test_a_file_that_is_cut_off_is_not_the_users(tmp_path: Path, words: tuple[str, ...]) -> None:
    [file] = write(tmp_path)
    with runs(tmp_path, "-n", *words, "a.py") as command:
        for size in CUTS:
            assert command.is_killed(size=size)
            assert file.read_text() == OLD


def found_in(folder: Path) -> set[str]:
    """Returns the text of a file and of the copies beside it."""
    copies = folder.glob("a.py.*.jitlint-backup")
    return {each.read_text() for each in (folder / "a.py", *copies)}


@sources
def test_of_a_file_with_two_names_there_is_a_copy(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    [file] = write(folder)
    os.link(file, tmp_path / "other")
    seen: list[set[str]] = []
    with runs(folder, "-n", *words, "a.py") as command:
        for _ in command.kills():
            seen.append(found_in(folder))
            write(folder)
        new = file.read_text()
        assert (tmp_path / "other").read_text() == new != OLD
        for size in (*CUTS, len(OLD), len(OLD) + 1):
            write(folder)
            command.is_killed(size=size)
            seen.append(found_in(folder))
    assert all(texts & {OLD, new} for texts in seen)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    count = 0
    for words in SOURCES:
        folder = tmp_path / words[0]
        folder.mkdir()
        with runs(folder, "-n", *words, ".") as command:
            written = write(folder, 16)
            assert not command.is_killed()
            new = written[0].read_text()
            write(folder, 16)
            for _ in command.kills():
                count += 1
                assert {file.read_text() for file in written} <= {OLD, new}
                write(folder, 16)
    assert count >= 200

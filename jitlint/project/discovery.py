"""Finds the files that paths stand for."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jitlint.cache.file_stamps import FileStamps
from jitlint.core.source import Problem
from jitlint.project.directories import Directories

SUFFIXES = (".py", ".ipynb")
SKIPPED = frozenset({"venv", "__pycache__", "node_modules", "build", "dist"})


def find(paths: Sequence[str], stamps: FileStamps | None = None) -> tuple[list[str], list[Problem]]:
    """Returns the files that paths name or hold, each once, and the paths that lead nowhere.

    A file that is named is taken whatever it is called; of a directory all `.py` and
    `.ipynb` files are, but for those in hidden and generated directories and behind links
    to other directories.
    """
    files: dict[str, str] = {}
    problems: list[Problem] = []
    directories = Directories()
    for path in paths:
        if os.path.isdir(path):
            for file in _walk(path, problems, stamps or FileStamps()):
                files.setdefault(directories.real(file), file)
        elif _exists(path):
            files.setdefault(directories.real(path), path)
        else:
            problems.append(Problem(path, "no such file or directory"))
    return list(files.values()), problems


def empty_directories(paths: Sequence[str], files: Sequence[str]) -> list[str]:
    """Returns the directories among paths that none of the found files lies under."""
    held = [os.path.realpath(file) for file in files]
    return [
        path
        for path in paths
        if os.path.isdir(path)
        and not any(Path(file).is_relative_to(os.path.realpath(path)) for file in held)
    ]


def _exists(path: str) -> bool:
    try:
        return os.path.exists(path)
    except ValueError:  # a NUL in the path
        return False


def _walk(root: str, problems: list[Problem], stamps: FileStamps) -> Iterator[str]:
    """Yields the files under a directory, its own before those of the directories in it."""

    def report(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        problems.append(Problem(str(error.filename), f"cannot be read: {reason}"))

    stamps.directory(root)
    for directory, inside, files in os.walk(root, onerror=report):
        inside[:] = sorted(name for name in inside if _is_kept(name))
        for name in inside:
            stamps.directory(os.path.join(directory, name))
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(directory, name)


def _is_kept(directory: str) -> bool:
    return directory not in SKIPPED and not directory.startswith(".")

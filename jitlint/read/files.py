"""Finds the files that paths stand for, and the module that a file is."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jitlint.read.source import Problem

SUFFIXES = (".py", ".ipynb")
SKIPPED = frozenset({"venv", "__pycache__", "node_modules", "build", "dist"})


def find(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Returns the files that paths name or hold, each once, and the paths that do not exist.

    A file that is named is taken whatever it is called; of a directory all `.py` and
    `.ipynb` files are, but for those in hidden and generated directories.
    """
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths:
        if os.path.isdir(path):
            for file in _walk(path):
                files.setdefault(os.path.realpath(file), file)
        elif os.path.lexists(path) and os.path.exists(path):
            files.setdefault(os.path.realpath(path), path)
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


def module_name(path: str) -> tuple[str, str]:
    """Returns the directory that a file is imported from, and its dotted name there.

    The directory is the first one above the file without `__init__.py`; `__init__.py` is its
    package, and a package of that name in `src/` is found like any other.
    """
    file = Path(os.path.abspath(path))
    names = [] if file.stem == "__init__" else [file.stem]
    directory = file.parent
    while (directory / "__init__.py").is_file() and directory != directory.parent:
        names.append(directory.name)
        directory = directory.parent
    return str(directory), ".".join(reversed(names))


def _walk(root: str) -> Iterator[str]:
    """Yields the files under a directory in order of their paths, no directory twice."""
    seen: set[str] = set()
    for directory, inside, files in os.walk(root, followlinks=True):
        real = os.path.realpath(directory)
        inside[:] = [] if real in seen else sorted(name for name in inside if _is_kept(name))
        if real in seen:
            continue
        seen.add(real)
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(directory, name)


def _is_kept(directory: str) -> bool:
    return directory not in SKIPPED and not directory.startswith(".")

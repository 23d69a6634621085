"""The project directory of a path, which bounds where jitlint writes on its account."""

import os

from jitlint.core.paths import upwards

MARKERS = ("jitlint.toml", "pyproject.toml", ".git")


def root_of(path: str) -> str:
    """Returns the directory of the nearest project around a file or directory, "" without one.

    Where a link leads out of a project into another one, it is still the first: the author of the
    link does not control its target.
    """
    found = ""
    absolute = os.path.abspath(path)
    for directory in upwards(absolute if os.path.isdir(absolute) else os.path.dirname(absolute)):
        is_project = any(os.path.exists(os.path.join(directory, name)) for name in MARKERS)
        if is_project and not (found and is_inside(found, directory)):
            found = directory
    return found


def is_inside(path: str, directory: str) -> bool:
    """Returns whether a path is a directory or lies in it, once all links are followed."""
    real, top = os.path.realpath(path), os.path.realpath(directory)
    return real == top or real.startswith(os.path.join(top, ""))

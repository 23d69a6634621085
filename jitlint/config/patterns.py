"""Path patterns: those of the configuration, and those of Git."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jitlint.core import disk
from jitlint.core.limits import SETTINGS_BYTES
from jitlint.core.paths import upwards

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class BadPattern(ValueError):
    """A pattern that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns in the language of `.gitignore`, and the directory that they count from.

    Raises `BadPattern` where one cannot be understood.
    """

    root: str
    globs: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.globs:
            _compiled(self.globs)

    def match(self, path: str) -> bool:
        """Returns whether a path, or a directory above it, is meant."""
        return bool(self.globs) and bool(_verdict(self.globs, self.root, path))

    def match_itself(self, path: str) -> bool:
        """Returns whether a path is meant, and not just by way of the directory that holds it."""
        return self.match(path) and not self.match(os.path.dirname(os.path.abspath(path)))


class GitIgnores:
    """The `.gitignore` files of the repositories of a run, each read once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

    def ignores(self, path: str) -> bool:
        """Returns whether they leave out a path, and not just the directory that holds it."""
        directory = os.path.dirname(os.path.abspath(path))
        return self._is_ignored(path, directory) and not self._is_ignored(
            directory, os.path.dirname(directory)
        )

    def _is_ignored(self, path: str, directory: str) -> bool:
        if directory not in self._known:
            self._known[directory] = _ignore_files(directory)
        ignored: bool | None = None
        for root, globs in self._known[directory]:
            verdict = _verdict(globs, root, path)
            ignored = ignored if verdict is None else verdict
        return bool(ignored)


def _verdict(globs: tuple[str, ...], root: str, path: str) -> bool | None:
    relative = os.path.relpath(os.path.abspath(path), root)
    if relative.startswith(os.pardir) or relative == os.curdir:
        return None
    plain = relative.replace(os.sep, "/")
    return _compiled(globs).check_file(f"{plain}/" if os.path.isdir(path) else plain).include


@cache
def _compiled(globs: tuple[str, ...]) -> "GitIgnoreSpec":
    from jitlint.config.linear import spec_of

    try:
        return spec_of(globs)
    except ValueError as error:
        raise BadPattern(str(error)) from None


def _ignore_files(directory: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Returns the directories down to this one whose `.gitignore` counts, with its lines."""
    inside = [*upwards(directory)]
    roots = [d for d in inside if os.path.exists(os.path.join(d, ".git"))]
    if not roots:
        return ()
    below = reversed(inside[: inside.index(roots[0]) + 1])
    exclude = os.path.join(roots[0], ".git", "info", "exclude")
    found = [(roots[0], tuple(_lines(exclude)))]
    found += [(d, tuple(_lines(os.path.join(d, ".gitignore")))) for d in below]
    return tuple((d, lines) for d, lines in found if lines)


def _lines(path: str) -> Iterator[str]:
    try:
        lines = disk.read(path, SETTINGS_BYTES).decode(errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            _compiled((line,))
        except BadPattern:
            continue
        yield line

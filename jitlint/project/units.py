"""The files that make a program: those named, and the packages they belong to."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jitlint.cache.file_stamps import FileStamps, Signature, digest
from jitlint.core import disk
from jitlint.core.limits import CACHED_LOOKS
from jitlint.core.paths import upwards
from jitlint.project import discovery
from jitlint.project.directories import Directories
from jitlint.project.program import Unit

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg")


@dataclass(slots=True)
class Units:
    """The modules of a run; `roots` are all directories that those of its projects lie in."""

    directories: Directories = field(default_factory=Directories)
    roots: set[str] = field(default_factory=set[str])
    _known: dict[str, Unit] = field(default_factory=dict[str, Unit])

    def add(self, path: str) -> Unit:
        """Adds the module that a file is."""
        root, name = self.directories.module(path)
        self.roots.add(root)
        return self._known.setdefault(self.directories.real(path), Unit(name, path, root))

    def __contains__(self, path: str) -> bool:
        return self.directories.real(path) in self._known

    def programs(self) -> list[list[Unit]]:
        """Splits the modules into programs, in each of which a dotted name means one module."""
        programs: list[dict[str, Unit]] = []
        for unit in self._known.values():
            for program in programs:
                if unit.name not in program:
                    program[unit.name] = unit
                    break
            else:
                programs.append({unit.name: unit})
        return [list(program.values()) for program in programs]


def units_of(paths: Iterable[str], stamps: FileStamps | None = None) -> Units:
    """Returns the modules that files are, and those that may call them.

    A finding in one file may be owed to a call in another. So a package is read whole even
    when one file of it is named, and so are the files of its project that mention it.
    """
    stamps = stamps or FileStamps()
    units = Units()
    packages: dict[str, None] = {}
    tops: dict[str, set[str]] = {}
    for path in paths:
        unit = units.add(path)
        top = unit.name.partition(".")[0]
        if unit.is_package or "." in unit.name:
            packages.setdefault(os.path.join(unit.root, top))
        tops.setdefault(os.path.dirname(os.path.abspath(path)), set()).add(top)
    for package in packages:
        for path in discovery.find([package], stamps)[0]:
            units.add(path)
    for project, mentioned in _projects(tops).items():
        _add_project(units, project, _mentioning(project, mentioned, tops), stamps)
    return units


def _projects(tops: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Returns the top-level names of files by their projects, given those by directories."""
    projects: dict[str, set[str]] = {}
    for directory, names in tops.items():
        project = _project_of(directory)
        if project:
            projects.setdefault(project, set()).update(names)
    return projects


def _project_of(directory: str) -> str | None:
    """Returns the nearest directory above that has a project file."""
    projects = (each for each in upwards(directory) if _is_project(each))
    return next(projects, None)


def _is_project(directory: str) -> bool:
    return any(os.path.isfile(os.path.join(directory, name)) for name in MARKERS)


def _mentioning(project: str, tops: set[str], directories: Iterable[str]) -> re.Pattern[bytes]:
    """Returns the pattern of a text that may mean one of a project's modules.

    A directory of the project need not have an `__init__.py` to be imported from.
    """
    below = (os.path.relpath(each, project) for each in directories)
    holders = {path.partition(os.sep)[0] for path in below} - {os.curdir, os.pardir}
    names = b"|".join(sorted(re.escape(os.fsencode(name)) for name in tops))
    outer = b"|".join(sorted(re.escape(os.fsencode(name)) for name in holders))
    imports = rb"|\b(?:from|import)[ \t]+(?:%s)\b" % outer if outer else b""
    return re.compile(rb"\b(?:%s)\b%s" % (names, imports))


def _add_project(units: Units, project: str, words: re.Pattern[bytes], stamps: FileStamps) -> None:
    """Adds the files of a project that mention a package, and notes where the others lie."""
    for path in discovery.find([project], stamps)[0]:
        if path in units:
            continue
        signature = stamps.file(path)
        found = _kept_look(path, words, signature) if signature else _look(path, words, None)
        stamps.digested(path, found and found[0])
        if found is None:
            continue
        units.roots.add(units.directories.module(path)[0])
        if found[1]:
            units.add(path)


def _look(
    path: str, words: re.Pattern[bytes], signature: Signature | None
) -> tuple[bytes, bool] | None:
    """Returns the digest of a file, and whether it has any of the words; None if it is unreadable.

    An editor asks again after each key: with the same `signature` the answer is the same.
    """
    try:
        data = disk.read(path)
    except OSError:
        return None
    return digest(data), words.search(data) is not None


_kept_look = lru_cache(CACHED_LOOKS)(_look)


def pattern_of(packages: Iterable[str]) -> re.Pattern[str]:
    """Returns the pattern that finds any of the packages' names in a text."""
    return re.compile(rf"\b(?:{'|'.join(sorted(packages))})\b")

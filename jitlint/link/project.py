"""Which files make a program: those named, and the packages they belong to."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from jitlint.cache.watch import Watch
from jitlint.link.program import Unit
from jitlint.read import files

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg")


def units_of(paths: Iterable[str], watch: Watch | None = None) -> list[Unit]:
    """Returns the modules that files are, and those that may call them.

    A finding in one file may be owed to a call in another. So a package is read whole even
    when one file of it is named, and so are the files of its project that mention it.
    """
    watch = watch or Watch()
    units: dict[str, Unit] = {}
    packages: dict[str, None] = {}
    projects: dict[str, set[str]] = {}
    for path in paths:
        unit = _add(units, path)
        if os.path.isfile(os.path.join(os.path.dirname(path) or ".", "__init__.py")):
            packages.setdefault(os.path.join(unit.root, unit.name.partition(".")[0]))
        project = _project_of(os.path.dirname(os.path.abspath(path)))
        if project:
            projects.setdefault(project, set()).add(unit.name.partition(".")[0])
    for package in packages:
        for path in files.find([package], watch)[0]:
            _add(units, path)
    for project, tops in projects.items():
        for path in _mentioning(project, tops, units, watch):
            _add(units, path)
    return list(units.values())


def programs_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Splits modules into programs, in each of which a dotted name means one module."""
    programs: list[dict[str, Unit]] = []
    for unit in units:
        for program in programs:
            if unit.name not in program:
                program[unit.name] = unit
                break
        else:
            programs.append({unit.name: unit})
    return [list(program.values()) for program in programs]


def _add(units: dict[str, Unit], path: str) -> Unit:
    root, name = files.module_name(path)
    return units.setdefault(os.path.realpath(path), Unit(name, path, root))


def _project_of(directory: str) -> str | None:
    """Returns the nearest directory above that says it is a project."""
    while not any(os.path.isfile(os.path.join(directory, name)) for name in MARKERS):
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above
    return directory


def _mentioning(
    project: str, tops: set[str], known: dict[str, Unit], watch: Watch
) -> Iterator[str]:
    words = re.compile(rb"\b(?:%s)\b" % b"|".join(sorted(top.encode() for top in tops)))
    for path in files.find([project], watch)[0]:
        if os.path.realpath(path) in known:
            continue
        watch.file(path)
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError:
            watch.content(path, None)
            continue
        watch.content(path, data)
        if words.search(data):
            yield path


def pattern_of(packages: Iterable[str]) -> re.Pattern[str]:
    """Returns the pattern that finds any of the packages' names in a text."""
    return re.compile(rf"\b(?:{'|'.join(sorted(packages))})\b")

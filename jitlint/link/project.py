"""Which files make a program: those named, and the packages they belong to."""

import os
import re
from collections.abc import Iterable, Sequence

from jitlint.link.program import Unit
from jitlint.read import files


def units_of(paths: Iterable[str]) -> list[Unit]:
    """Returns the modules that files are, and the others of the packages they lie in.

    A finding in one file may be owed to a call in another, so a package is read whole even
    when one file of it is named.
    """
    units: dict[str, Unit] = {}
    packages: dict[str, None] = {}
    for path in paths:
        root, name = files.module_name(path)
        units.setdefault(os.path.realpath(path), Unit(name, path, root))
        if os.path.isfile(os.path.join(os.path.dirname(path) or ".", "__init__.py")):
            packages.setdefault(os.path.join(root, name.partition(".")[0]))
    for package in packages:
        for path in files.find([package])[0]:
            root, name = files.module_name(path)
            units.setdefault(os.path.realpath(path), Unit(name, path, root))
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


def reaches(text: str, words: re.Pattern[str]) -> bool:
    """Says whether a text names any package that can bring tracing."""
    return words.search(text) is not None


def pattern_of(packages: Iterable[str]) -> re.Pattern[str]:
    """Returns the pattern that finds any of the packages' names in a text."""
    return re.compile(rf"\b(?:{'|'.join(sorted(packages))})\b")

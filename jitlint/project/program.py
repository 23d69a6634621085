"""A program: its modules by their dotted names, read when first needed."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from jitlint.cache.file_stamps import FileStamps
from jitlint.frontend.ir import Facts
from jitlint.models.registry import Models

Reader = Callable[[str], Facts | None]
SHARED_ROOTS = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A module of the program before it is read: `root` is the directory it is imported from."""

    name: str
    path: str
    root: str

    @property
    def is_package(self) -> bool:
        """Returns whether the module is a package's `__init__`."""
        return os.path.basename(self.path) == "__init__.py"


class Program:
    """The modules of the files given, and of what they import from beside them or from `roots`."""

    def __init__(
        self,
        units: Iterable[Unit],
        models: Models,
        reader: Reader,
        stamps: FileStamps | None = None,
        roots: Iterable[str] = (),
    ) -> None:
        self.models = models
        self._reader = reader
        self._stamps = stamps or FileStamps()
        self._units = {unit.name: unit for unit in units}
        self.roots = sorted({*roots, *(unit.root for unit in self._units.values())})
        self._tops = {unit.name.partition(".")[0] for unit in self._units.values()}
        self._prefixes = {p for name in self._units for p in _prefixes(name)}
        self._by_path = {os.path.abspath(unit.path): unit for unit in self._units.values()}
        self._namespaces: dict[str, list[str]] = {}
        self._facts: dict[str, Facts | None] = {}
        self._absent: set[str] = set()
        self._names: dict[str, str] = {}
        self._named = 0

    def has(self, name: str) -> bool:
        """Returns whether a dotted name is a module of the program, or a package without a file."""
        if self.models.is_module(name):
            return False
        return self.unit(name) is not None or self._is_namespace(name)

    def unit(self, name: str) -> Unit | None:
        """Returns the module of a dotted name, if the program has it.

        Below a directory without `__init__.py` a module has a shorter name too, which is its own.
        """
        if name not in self._units and name not in self._absent:
            found = self._find(name)
            if found:
                self._units[name] = found
            else:
                self._absent.add(name)
        return self._units.get(name)

    def lacking(self) -> frozenset[str]:
        """Returns the dotted names that were asked for and are no modules of the program."""
        return frozenset(self._absent)

    def facts(self, name: str) -> Facts | None:
        """Returns the facts of a module, or None where it cannot be read."""
        if name not in self._facts:
            unit = self.unit(name)
            self._facts[name] = self._reader(unit.path) if unit else None
        return self._facts[name]

    def name_of(self, path: str) -> str | None:
        """Returns the dotted name of the module at an absolute path, if one was asked for."""
        if self._named < len(self._units):
            self._named = len(self._units)
            units = reversed(self._units.items())  # the first name of a file is its own
            self._names = {os.path.abspath(unit.path): name for name, unit in units}
        return self._names.get(path)

    def absolute(self, importer: str, module: str, level: int) -> str:
        """Returns the dotted name that `from ..module import` means in a module."""
        unit = self.unit(importer) if level else None
        return absolute_name(importer, unit is not None and unit.is_package, module, level)

    def _is_namespace(self, name: str) -> bool:
        if name in self._prefixes:
            return True
        stem = name.replace(".", os.sep)
        above = self._above(name.partition(".")[0])
        return any(os.path.isdir(os.path.join(root, stem)) for root in above)

    def _above(self, top: str) -> list[str]:
        """Returns the directories that hold one of that name which a module lies below.

        Python takes such a directory for a package too, where the one that holds it is on the path.
        """
        if top not in self._namespaces:
            is_library = self.models.is_module(top) and top not in self._tops
            known = top in sys.stdlib_module_names or is_library
            found = () if known else (_holder(root, top) for root in self.roots)
            self._namespaces[top] = sorted({each for each in found if each})
        return self._namespaces[top]

    def _find(self, name: str) -> Unit | None:
        top = name.partition(".")[0]
        stem = name.replace(".", os.sep)
        for root in self.roots:
            if os.path.basename(root) in SHARED_ROOTS and (top not in self._tops):
                continue
            for path in (f"{stem}.py", os.path.join(stem, "__init__.py")):
                full = os.path.join(root, path)
                if os.path.isfile(full):
                    return Unit(name, full, root)
                self._stamps.missing(root, path)
        for root in self._above(top):
            for path in (f"{stem}.py", os.path.join(stem, "__init__.py")):
                full = os.path.join(root, path)
                if os.path.isfile(full):
                    return self._by_path.get(full) or Unit(name, full, root)
                self._stamps.missing(root, path)
        return None


def absolute_name(importer: str, is_package: bool, module: str, level: int) -> str:
    """Returns the dotted name that `from ..module import` means in a module or package."""
    if not level:
        return module
    parts = importer.split(".")
    keep = len(parts) - level + (1 if is_package else 0)
    return ".".join([*parts[: max(keep, 0)], *([module] if module else [])])


def _holder(root: str, top: str) -> str:
    """Returns what holds the innermost directory of a name that a path leads through."""
    while root != (above := os.path.dirname(root)):
        if os.path.basename(root) == top:
            return above
        root = above
    return ""


def _prefixes(name: str) -> Iterator[str]:
    """Yields the packages that a dotted name lies in."""
    while "." in name:
        name = name.rpartition(".")[0]
        yield name

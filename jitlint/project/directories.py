"""The directories of files, each examined once: their real paths and their packages."""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Directories:
    """The real paths of files, and the modules that they are."""

    _real: dict[str, str] = field(default_factory=dict[str, str])
    _packages: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    def real(self, path: str) -> str:
        """Returns a path without links in it."""
        directory, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir):
            return os.path.realpath(path)
        if directory not in self._real:
            self._real[directory] = os.path.realpath(directory)
        real = os.path.join(self._real[directory], name)
        return os.path.realpath(real) if os.path.islink(real) else real

    def module(self, path: str) -> tuple[str, str]:
        """Returns the directory that a file is imported from, and its dotted name there.

        The directory is the first one above the file without `__init__.py`; `__init__.py` is its
        package, and a package of that name in `src/` is found like any other.
        """
        directory, name = os.path.split(os.path.abspath(path))
        root, package = self._package(directory)
        stem = os.path.splitext(name)[0]
        return root, ".".join([package] * bool(package) + [stem] * (stem != "__init__"))

    def _package(self, directory: str) -> tuple[str, str]:
        """Returns the directory that a directory's package is imported from, and its name."""
        if directory not in self._packages:
            self._packages[directory] = self._found(directory)
        return self._packages[directory]

    def _found(self, directory: str) -> tuple[str, str]:
        above, name = os.path.split(directory)
        if above == directory or not os.path.isfile(os.path.join(directory, "__init__.py")):
            return directory, ""
        root, package = self._package(above)
        return root, f"{package}.{name}" if package else name

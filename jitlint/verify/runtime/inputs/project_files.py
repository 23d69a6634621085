"""The other files of the user's project, and which of them may call a function."""

import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from ..limits import MOST_CALLING_FILES, MOST_PROJECT_FILES
from ..program.load import ModuleName

CALLED = re.compile(rb"([A-Za-z_]\w*)\(")
BESIDE = ("tests", "test", "examples", "benchmarks", "scripts")
HIDDEN = (".", "_build", "node_modules", "build", "dist", "site-packages", "dist-packages")
INSTALLING = "setup.py"


def files_calling(name: ModuleName, function: str) -> Iterator[str]:
    """Yields a few files around a module, of its project, that call a function."""
    found = (file for file in files(name) if file != name.file and function in _called_names(file))
    yield from islice(found, MOST_CALLING_FILES)


@cache
def files(name: ModuleName) -> tuple[str, ...]:
    """Returns the files around a module, those of tests first."""
    return tuple(islice(_around(name), MOST_PROJECT_FILES))


def _around(name: ModuleName) -> Iterator[str]:
    """Yields tests first, since their calls work, and scripts beside a package last."""
    root, package = Path(name.root), name.dotted.partition(".")[0]
    above = [root.parent] if root.name in ("src", "lib") else []
    for place in (root, *above):
        for folder in BESIDE:
            yield from _below(place / folder)
    if "." in name.dotted:
        yield from _below(root / package)
    if not root.name.startswith(HIDDEN):
        scripts = (file for file in sorted(root.glob("*.py")) if file.name != INSTALLING)
        yield from map(str, scripts)


def _below(folder: Path) -> Iterator[str]:
    for directory, inner, files in os.walk(folder):
        inner[:] = sorted(each for each in inner if not each.startswith(HIDDEN))
        yield from (os.path.join(directory, file) for file in sorted(files) if file.endswith(".py"))


@cache
def _called_names(file: str) -> frozenset[str]:
    """Returns the names in a file that an opening bracket follows."""
    return frozenset(name.decode(errors="ignore") for name in CALLED.findall(content(file)))


def content(file: str) -> bytes:
    """Returns the bytes of a file, none if it cannot be read."""
    try:
        return Path(file).read_bytes()
    except OSError:
        return b""

"""Classes of the project that nobody has imported yet, but that an abstract one stands for."""

import inspect
import os
import re
from collections.abc import Iterator
from itertools import islice

from ..load import also, name_of
from ..places import real
from .project import files

MOST_IMPORTED = 3
TESTS = re.compile(r"(^|/)(tests?|conftest|test_\w+)(/|\.py|$)")


def import_derived(owner: type) -> None:
    """Imports a few modules of a class's package that derive from it; user code runs there."""
    for file in islice(_deriving(owner), MOST_IMPORTED):
        also(name_of(file))


def _deriving(owner: type) -> Iterator[str]:
    try:
        home = real(inspect.getfile(owner))
    except (TypeError, OSError):
        return
    name, around = re.escape(owner.__name__), name_of(home)
    derives = re.compile(rf"^\s*class \w+\((?:[^)]*[\s,.])?{name}[\[,)\s]".encode(), re.MULTILINE)
    for file in files(around):
        is_test = TESTS.search(os.path.relpath(file, around.root))
        if file != home and not is_test and derives.search(_read(file)):
            yield file


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError:
        return b""

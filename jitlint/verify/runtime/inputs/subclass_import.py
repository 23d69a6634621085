"""Imports modules with subclasses of an abstract class that nothing has imported yet."""

import inspect
import os
import re
from collections.abc import Iterator
from itertools import islice

from ..limits import MOST_SUBCLASS_FILES
from ..program.load import imported_module, name_of
from ..program.locations import real
from .project_files import content, files

TESTS = re.compile(r"(^|/)(tests?|conftest|test_\w+)(/|\.py|$)")


def import_subclasses(owner: type) -> None:
    """Imports a few modules of a class's package that derive from it; user code runs there."""
    for file in islice(_files_with_subclasses(owner), MOST_SUBCLASS_FILES):
        imported_module(name_of(file))


def _files_with_subclasses(owner: type) -> Iterator[str]:
    try:
        home = real(inspect.getfile(owner))
    except (TypeError, OSError):
        return
    name, around = re.escape(owner.__name__), name_of(home)
    derived = rf"^\s*class \w+\((?:[^)]*[\s,.])?{name}[\[,)\s]".encode()
    for file in files(around):
        is_test = TESTS.search(os.path.relpath(file, around.root))
        if file != home and not is_test and re.search(derived, content(file), re.MULTILINE):
            yield file

"""The classes of a package: those that its imported modules define, and their base class."""

import sys
from collections.abc import Iterator
from typing import Any

from ..limits import MOST_PACKAGE_MODULES


def package_classes(namespace: dict[str, Any]) -> tuple[type, ...]:
    """Returns the classes that the imported modules of a module's package define."""
    package = str(namespace.get("__name__") or "").partition(".")[0]
    return tuple(dict.fromkeys(_classes(package))) if package else ()


def _classes(package: str) -> Iterator[type]:
    names = [name for name in list(sys.modules) if name.partition(".")[0] == package]
    for name in names[:MOST_PACKAGE_MODULES]:
        for value in list(getattr(sys.modules[name], "__dict__", {}).values()):
            if isinstance(value, type) and value.__module__ == name:
                yield value


def root_class(kind: type) -> type:
    """Returns the last base class of a class that is of the same package."""
    package = kind.__module__.partition(".")[0]
    bases = [base for base in kind.__mro__ if base.__module__.partition(".")[0] == package]
    return bases[-1] if bases else kind

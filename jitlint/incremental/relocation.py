"""Relocation of places: the nodes that did not change, in a file that has changed elsewhere."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from msgspec import Struct, structs

from jitlint.core.finding import Place

Relocation = Callable[[int], int | None]
Value = TypeVar("Value")


class _Changed(Exception):
    """A place is in code that has changed."""


def relocated(value: Value, relocations: Mapping[str, Relocation]) -> Value | None:
    """Returns a value with all its places where they are now; None where one has changed.

    `relocations` return the present ordinals in the files that have changed, by their paths.
    """
    try:
        return _relocated(value, relocations)
    except _Changed:
        return None


def _relocated(value: Any, relocations: Mapping[str, Relocation]) -> Any:
    match value:
        case Place(path=path, node=node):
            return Place(path, _ordinal(node, relocations[path])) if path in relocations else value
        case tuple():
            parts = cast(tuple[Any, ...], value)
            return tuple([_relocated(each, relocations) for each in parts])
        case Struct():
            return type(value)(*[_relocated(each, relocations) for each in structs.astuple(value)])
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            fields = {name: _relocated(getattr(value, name), relocations) for name in names}
            return type(value)(**fields)
        case _:
            return value


def _ordinal(node: int, relocation: Relocation) -> int:
    found = relocation(node)
    if found is None:
        raise _Changed
    return found

"""Relocation of places: the nodes that did not change, in a file that has changed elsewhere."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from jitlint.core.finding import Place
from jitlint.core.places import with_places

Relocation = Callable[[int], int | None]
Value = TypeVar("Value")


class _Changed(Exception):
    """A place is in code that has changed."""


def relocated(value: Value, relocations: Mapping[str, Relocation]) -> Value | None:
    """Returns a value with all its places where they are now; None where one has changed.

    `relocations` return the present ordinals in the files that have changed, by their paths.
    """

    def present(place: Place) -> Place:
        if place.path not in relocations:
            return place
        node = relocations[place.path](place.node)
        if node is None:
            raise _Changed
        return Place(place.path, node)

    try:
        return with_places(value, present)
    except _Changed:
        return None

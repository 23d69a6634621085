"""The places in a finding, a fact, or anything else that consists of such data."""

import dataclasses
from collections.abc import Callable
from typing import Any, cast

from msgspec import Struct, structs

from jitlint.core.finding import Place


def places_in(value: Any) -> set[Place]:
    """Returns all places in a value."""
    found = set[Place]()
    with_places(value, found.add)
    return found


def with_places(value: Any, change: Callable[[Place], Any]) -> Any:
    """Returns a value of the same structure with something else for each place in it."""
    match value:
        case Place():
            return change(value)
        case tuple():
            return tuple([with_places(each, change) for each in cast(tuple[Any, ...], value)])
        case Struct():
            return type(value)(*[with_places(each, change) for each in structs.astuple(value)])
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            fields = {name: with_places(getattr(value, name), change) for name in names}
            return type(value)(**fields)
        case _:
            return value

"""Places in a file that has changed elsewhere: what was said of them holds where they are now."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from msgspec import Struct, structs

from jitlint.core.finding import Place

Move = Callable[[int], int | None]
Said = TypeVar("Said")


class _Gone(Exception):
    """A place is in code that has changed."""


def moved(said: Said, moves: Mapping[str, Move]) -> Said | None:
    """Returns what was said, with the places of today; None where one of them is gone.

    `moves` gives today's ordinals in the files that have changed, by their paths.
    """
    try:
        return _moved(said, moves)
    except _Gone:
        return None


def _moved(said: Any, moves: Mapping[str, Move]) -> Any:
    match said:
        case Place(path=path, node=node):
            return Place(path, _ordinal(node, moves[path])) if path in moves else said
        case tuple():
            return tuple([_moved(each, moves) for each in cast(tuple[Any, ...], said)])
        case Struct():
            return type(said)(*[_moved(each, moves) for each in structs.astuple(said)])
        case _ if dataclasses.is_dataclass(said):
            names = (field.name for field in dataclasses.fields(said))
            return type(said)(**{name: _moved(getattr(said, name), moves) for name in names})
        case _:
            return said


def _ordinal(node: int, move: Move) -> int:
    found = move(node)
    if found is None:
        raise _Gone
    return found

"""Choices that somebody brings along: a menu with dishes of the house."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .annotations import DEEPEST
from .choices import Choice, State
from .menu import Menu
from .uses import Use


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Hands out one value; to print it may take long, or fail."""

    value: Any = field(repr=False)

    def __call__(self) -> Any:
        """Returns the value."""
        return self.value

    def __repr__(self) -> str:
        return f"Kept({id(self)})"


@dataclass(frozen=True, slots=True)
class Offered(Menu):
    """A menu that has dishes of the house: choices for some of the parameters."""

    house: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict[str, tuple[Choice, ...]])

    def first(
        self, state: State, path: str, annotation: Any, name: str, use: Use, deep: int = DEEPEST
    ) -> State:
        """Returns the state with what the house offers, or else the likeliest choice."""
        if offered := self.house.get(path):
            return state.with_choice(path, offered[0])
        return Menu.first(self, state, path, annotation, name, use, deep)

    def others(self, state: State, path: str, use: Use, kind: str) -> Iterator[State]:
        """Yields the state with other choices, those of the house first."""
        for choice in self.house.get(path, ()):
            if choice is not state.choices[path]:
                yield state.with_choice(path, choice)
        yield from Menu.others(self, state, path, use, kind)

"""Other objects in the place of one: with more attributes, of sister classes, made otherwise."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from .annotations import declared_kinds
from .choices import Parts, State
from .classes import derived, has
from .menu import Menu
from .neighbours import root_of
from .signatures import signature_of

MOST_WAYS = 5


def defaults_with(menu: Menu, state: State, attribute: str) -> Iterator[State]:
    """Yields the state where an object also gets what has an attribute, instead of None."""
    for path, name, annotation in _left_out(state):
        choice = state.choices[path]
        assert isinstance(choice, Parts)
        more = state.with_parts(path, choice.owner, (*choice.names, name), choice.factory)
        kinds = (each for kind in declared_kinds(annotation) for each in (kind, *derived(kind)))
        for kind in (each for each in kinds if has(each, attribute)):
            yield from islice(menu.objects(more, f"{path}.{name}", kind), 1)


def fuller(menu: Menu, state: State) -> Iterator[State]:
    """Yields the state with objects that also get what is None otherwise: each, then all of it."""
    left = [(path, name) for path, name, _ in _left_out(state)][:MOST_WAYS]
    for path, name in left:
        yield menu.with_parameter(state, path, name)
    if len(left) > 1:
        for path, name in left:
            state = menu.with_parameter(state, path, name)
        yield state


def _left_out(state: State) -> Iterator[tuple[str, str, Any]]:
    """Yields where objects are made without a parameter, which one, and what is declared of it."""
    for path, choice in list(state.choices.items()):
        if isinstance(choice, Parts) and choice.factory is not None:
            for name, parameter in signature_of(choice.factory).items():
                if parameter.default is None and name not in choice.names:
                    yield path, name, parameter.annotation


def other_ways(menu: Menu, state: State, path: str) -> Iterator[State]:
    """Yields the state with other objects at a path: made in other ways, or of sisters."""
    choice = state.choices[path]
    if isinstance(choice, Parts) and choice.factory is not None:
        for made in islice(menu.objects(state, path, root_of(choice.owner)), MOST_WAYS):
            if made.choices[path] != choice:
                yield made


def richer(menu: Menu, state: State, path: str, attribute: str) -> Iterator[State]:
    """Yields the state with objects of derived classes that have an attribute."""
    choice = state.choices[path]
    if isinstance(choice, Parts) and choice.factory is not None:
        for kind in derived(choice.owner):
            if has(kind, attribute):
                yield from menu.objects(state, path, kind)

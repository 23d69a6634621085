"""What to change in arguments that met an error: the likeliest first, by what the error tells."""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from .choices import Array, Bag, Choice, Fixed, Parts, State
from .classes import derived
from .failure import Failure
from .menu import Menu
from .signatures import signature_of
from .sisters import defaults_with, other_ways, richer
from .uses import Uses
from .variants import in_turn, named_kinds, scalars, sized, together

MOST_BLAMED = 6
MOST_WORDS = 6
MANY = (2, 3, 1)


@dataclass(frozen=True, slots=True)
class Changes:
    """The parameters of a function, the choices for them, and what is known of their uses."""

    parameters: Mapping[str, inspect.Parameter]
    menu: Menu
    uses: Uses

    def of(self, state: State, failure: Failure, made: str = "") -> Iterator[State]:
        """Yields the state with changes; the error is that of a call, or of what was `made`."""
        named = self._named(failure, made)
        blamed = self._leaves(state, named)
        if not made:
            yield from self._passing_more(state, failure, named)
        if failure.missing:
            yield from self._with_attribute(state, failure, blamed)
        if failure.key:
            yield from self._with_key(state, failure.key, named)
        if made:
            yield from self._with_default(state, failure, made)
        if failure.kind == "abstract":
            yield from self._other_objects(state, failure)
        if failure.kind == "truth":
            yield from scalars(state, blamed)
        yield from self._mentioned(state, failure, blamed)
        others = [path for path in self._leaves(state, [*state.choices]) if path not in blamed]
        for paths in (blamed, [] if made else others):
            changes = [
                self.menu.others(state, path, self.uses.of(path), failure.kind)
                for path in paths[:MOST_BLAMED]
            ]
            ways = (
                each for path in self._objects(paths) for each in other_ways(self.menu, state, path)
            )
            whole = failure.kind == "whole"
            yield from in_turn([*changes, together(state, paths, whole), ways])

    def _objects(self, paths: list[str]) -> list[str]:
        """Returns what the paths are parts of."""
        holders = [path.partition(".")[0] for path in paths]
        return [path for path in dict.fromkeys(holders) if path in self.parameters]

    def _mentioned(self, state: State, failure: Failure, blamed: list[str]) -> Iterator[State]:
        """A message may say which class, which word or which length is wanted."""
        names = {part for path in state.choices for part in path.split(".")}
        words = [word for word in failure.wanted if word not in names]
        for path, choice in list(state.choices.items()):
            for kind in named_kinds(choice, failure.mentioned):
                yield from islice(self.menu.objects(state, path, kind), 1)
        for path in blamed[:MOST_BLAMED]:
            for other in sized(state.choices[path], failure):
                yield state.with_choice(path, other)
            if self.menu.takes_words(path, state.choices[path]):
                for word in words[:MOST_WORDS]:
                    yield state.with_choice(path, Fixed(word))

    def _with_default(self, state: State, failure: Failure, made: str) -> Iterator[State]:
        """A message that names a parameter with a default may want it passed."""
        choice = state.choices[made]
        assert isinstance(choice, Parts)
        assert choice.factory is not None
        words = {*re.findall(r"\w+", failure.message)} - {*choice.names}
        named = [name for name in signature_of(choice.factory) if name in words]
        for name in named:
            state = self.menu.with_parameter(state, made, name)
        if named:
            yield state

    def _other_objects(self, state: State, failure: Failure) -> Iterator[State]:
        """What is no pytree may have a subclass that is one, or another class like it."""
        for path in failure.named:
            choice = state.choices.get(path)
            if isinstance(choice, Parts):
                for kind in derived(choice.owner):
                    yield from self.menu.objects(state, path, kind)
                yield self.menu.bag(state, path, (*self.uses.of(path).attributes,))

    def _named(self, failure: Failure, made: str) -> list[str]:
        """Returns the paths that the error may be due to, the likeliest first."""
        blamed = self.menu.program.blamed(failure.trail)
        if made:
            return [*(f"{made}.{name}" for name in (*blamed, *failure.mentioned)), made]
        return [*failure.named, *blamed]

    def _passing_more(self, state: State, failure: Failure, named: list[str]) -> Iterator[State]:
        """A default that meets an error may want to be passed, and a function more of `*args`."""
        for name in dict.fromkeys(path.partition(".")[0] for path in named):
            parameter = self.parameters.get(name)
            if parameter is None or name in state.choices or not _has_default(parameter):
                continue
            if failure.key and parameter.default is None:
                yield self.menu.keyed(state, name, (failure.key,))
            yield self.menu.first(state, name, parameter.annotation, name, self.uses.of(name))
        for name, parameter in self.parameters.items():
            if parameter.kind is parameter.VAR_POSITIONAL and name not in state.choices:
                for count in MANY:
                    yield self.menu.several(state, name, count)

    def part(self, state: State, path: str, name: str) -> State:
        """Returns the state where an object at a path also has an attribute."""
        choice = state.choices[path]
        assert isinstance(choice, Parts)
        state = state.with_parts(path, choice.owner, (*choice.names, name))
        inner = f"{path}.{name}"
        return self.menu.attribute(state, inner, self.uses.of(inner))

    def _leaves(self, state: State, paths: list[str]) -> list[str]:
        found = [
            leaf
            for path in paths
            for leaf in state.choices
            if leaf == path or leaf.startswith(path + ".")
        ]
        return [path for path in dict.fromkeys(found) if _can_change(state.choices[path])]

    def _with_key(self, state: State, key: str, named: list[str]) -> Iterator[State]:
        for path in named:
            choice = state.choices.get(path)
            if isinstance(choice, Parts) and choice.owner is dict and key not in choice.names:
                yield self.menu.keyed(state, path, (*choice.names, key))
            elif isinstance(choice, (Array, Fixed)):
                yield self.menu.keyed(state, path, (key,))

    def _with_attribute(self, state: State, failure: Failure, blamed: list[str]) -> Iterator[State]:
        """Whoever asks for an attribute of an array expects an object there."""
        name = failure.missing
        if failure.holder == "NoneType":
            yield from defaults_with(self.menu, state, name)
        for path in [*state.choices]:
            yield from richer(self.menu, state, path, name)
        for path, choice in list(state.choices.items()):
            if isinstance(choice, Parts) and choice.invents and name not in choice.names:
                yield self.part(state, path, name)
        for path in blamed or self._leaves(state, [*state.choices]):
            names = (*self.uses.of(path).attributes, name)
            yield self.menu.bag(state, path, names)
            yield self.menu.bags(state, path, names)


def _is_bag(choice: Choice) -> bool:
    return isinstance(choice, Parts) and choice.owner is Bag


def _can_change(choice: Choice) -> bool:
    return not isinstance(choice, Parts) or _is_bag(choice)


def _has_default(parameter: inspect.Parameter) -> bool:
    """Whether there is a default to be replaced; a flag is none."""
    return parameter.default is not parameter.empty and not isinstance(parameter.default, bool)

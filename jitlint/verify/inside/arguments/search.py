"""From a first guess through the errors that it meets to a call that works, best first."""

import heapq
import inspect
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from ..calls import Call
from .choices import Array, Bag, Choice, FactoryError, Parts, State
from .classes import derived
from .failure import NOWHERE, Failure, failure_of
from .menu import Menu
from .signatures import code_of, signature_of
from .uses import Uses

MOST_CALLS = 120
MOST_SECONDS = 8.0
MOST_BLAMED = 6
MOST_SELVES = 4
MOST_ALIKE = 3
MOST_CONCRETE = 12
RANKS_TOGETHER = (2, 0, 3, 1)
START = 15
SEARCHED = "found by its errors"


@dataclass(slots=True)
class Search:
    """The parameters of a function, what is known of their uses, and what has been tried.

    It takes at most some `seconds` of processor time. The `owner` of a method is its class: the
    first parameter is an instance.
    """

    parameters: Mapping[str, inspect.Parameter]
    menu: Menu
    uses: Uses
    owner: type | None = None
    seconds: float = MOST_SECONDS
    _last: State | None = None
    _met: Counter[str] = field(default_factory=Counter[str])
    _seen: set[str] = field(default_factory=set[str])
    _order: Iterator[int] = field(default_factory=count)
    _waiting: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])

    def calls(self, passed: frozenset[str] = frozenset()) -> Iterator[Call]:
        """Yields calls, each made after the fate of the one before it is known."""
        wanted = [p for p in self.parameters.values() if _is_needed(p, passed)]
        for number, state in enumerate(self._starts(wanted)):
            self._push(state, (0, 0), START * number)
        end = time.process_time() + self.seconds
        for _ in range(MOST_CALLS):
            if not self._waiting or time.process_time() > end:
                return
            *_, node = heapq.heappop(self._waiting)
            try:
                call = self._call(node.state, wanted)
            except FactoryError as error:
                self._expand(
                    node,
                    failure_of(error.error, code_of(_factory(node.state, error.path))),
                    error.path,
                )
                continue
            yield call
            if call.fate.failure is None:
                self._last = node.state
                return
            self._met["concrete"] += call.fate.failure.kind == "concrete"
            if self._met["concrete"] > MOST_CONCRETE:
                return
            self._expand(node, call.fate.failure, "")

    def found(self) -> State | None:
        """Returns the state whose call has ended well, if one has."""
        return self._last

    def _starts(self, wanted: list[inspect.Parameter]) -> Iterator[State]:
        """Yields first guesses, which differ in how the instance of a method is made."""
        selves = [State()]
        if self.owner is not None:
            selves = [*self.menu.objects(State(), wanted[0].name, self.owner)][:MOST_SELVES]
            selves.append(self._blank(self.owner, wanted[0].name))
            wanted = wanted[1:]
        for own in selves:
            state = own
            for each in wanted:
                name = each.name
                state = self.menu.first(state, name, each.annotation, name, self.uses.of(name))
            yield state

    def _blank(self, owner: type, name: str) -> State:
        """Returns a state with an instance that has no attributes but those that are used."""
        state = State().with_parts(name, owner, ())
        for attribute in dict.fromkeys(self.uses.of(name).attributes):
            if not hasattr(owner, attribute):
                state = self._with_part(state, name, attribute)
        return state

    def _with_part(self, state: State, path: str, name: str) -> State:
        choice = state.choices[path]
        assert isinstance(choice, Parts)
        state = state.with_parts(path, choice.owner, (*choice.names, name))
        inner = f"{path}.{name}"
        return self.menu.attribute(state, inner, self.uses.of(inner))

    def _expand(self, node: "_Node", failure: Failure, made: str) -> None:
        """What got further is looked at first, and of its changes the likeliest.

        A change that made no difference is not followed.
        """
        progress = (-1, 0) if made else failure.progress
        message = failure.sign
        self._met[message] += 1
        if (
            self._met[message] > MOST_ALIKE
            or message == node.message
            or (not made and progress < node.progress and failure.span != NOWHERE)
        ):
            return
        changes = node.changes
        for change in self._changes(node.state, failure, made):
            changes += 1
            self._push(change, progress, changes, message)

    def _changes(self, state: State, failure: Failure, made: str) -> Iterator[State]:
        blamed = self._blamed(state, failure, made)
        if failure.missing:
            yield from self._with_attribute(state, failure, blamed)
        if made:
            yield from self._with_default(state, failure, made)
        if failure.kind == "abstract":
            yield from self._other_objects(state, failure)
        others = [path for path in self._leaves(state, [*state.choices]) if path not in blamed]
        for paths in (blamed, [] if made else others):
            changes = [
                self.menu.others(state, path, self.uses.of(path), failure.kind)
                for path in paths[:MOST_BLAMED]
            ]
            yield from _in_turn([*changes, _together(state, paths)])

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

    def _blamed(self, state: State, failure: Failure, made: str) -> list[str]:
        """Returns the paths without parts that the error may be due to, the likeliest first."""
        if made:
            uses = self.menu.program.uses(_factory(state, made))
            named = [*uses.blamed(failure.span), *failure.mentioned]
            return self._leaves(state, [*(f"{made}.{name}" for name in named), made])
        return self._leaves(state, [*failure.named, *self.uses.blamed(failure.span)])

    def _leaves(self, state: State, paths: list[str]) -> list[str]:
        found = [
            leaf
            for path in paths
            for leaf in state.choices
            if leaf == path or leaf.startswith(path + ".")
        ]
        return [path for path in dict.fromkeys(found) if _can_change(state.choices[path])]

    def _with_attribute(self, state: State, failure: Failure, blamed: list[str]) -> Iterator[State]:
        """Whoever asks for an attribute of an array expects an object there."""
        name = failure.missing
        for path in [*state.choices]:
            yield from self.menu.richer(state, path, name)
        for path, choice in list(state.choices.items()):
            if isinstance(choice, Parts) and choice.invents and name not in choice.names:
                yield self._with_part(state, path, name)
        for path in blamed or self._leaves(state, [*state.choices]):
            names = (*self.uses.of(path).attributes, name)
            yield self.menu.bag(state, path, names)

    def _push(
        self, state: State, progress: tuple[int, int], changes: int, message: str = ""
    ) -> None:
        key = state.key()
        if key not in self._seen:
            self._seen.add(key)
            rank = (-progress[0], -progress[1], changes, next(self._order))
            heapq.heappush(self._waiting, (*rank, _Node(state, progress, changes, message)))

    def _call(self, state: State, wanted: list[inspect.Parameter]) -> Call:
        values = {p.name: state.value(p.name) for p in wanted}
        texts = {p.name: state.text(p.name) for p in wanted}
        named = {p.name for p in wanted if p.kind is p.KEYWORD_ONLY or p.default is not p.empty}
        said = [f"{n}={text}" if n in named else text for n, text in texts.items()]
        args = tuple(value for name, value in values.items() if name not in named)
        kwargs = {name: value for name, value in values.items() if name in named}
        invented = any(_is_bag(each) for each in state.choices.values())
        with_self = self.owner is not None
        return Call(args, kwargs, ", ".join(said), False, SEARCHED, invented, with_self)


@dataclass(frozen=True, slots=True)
class _Node:
    """A state that waits for its turn: what its parent came to, and the message that ended it."""

    state: State
    progress: tuple[int, int]
    changes: int
    message: str


def _together(state: State, paths: list[str]) -> Iterator[State]:
    """Yields the state with all arrays of one object, then all there are, of the same rank."""
    arrays = [path for path in paths if isinstance(state.choices[path], Array)]
    holders = dict.fromkeys(path.rpartition(".")[0] for path in arrays if "." in path)
    groups = [[p for p in arrays if p.startswith(holder + ".")] for holder in holders]
    for rank in RANKS_TOGETHER:
        for group in [*groups, arrays]:
            if len(group) > 1:
                yield State(state.choices | dict.fromkeys(group, Array(rank)))


def _in_turn(changes: list[Iterator[State]]) -> Iterator[State]:
    """Yields the first of each, then the second of each, and so on."""
    while changes:
        for each in list(changes):
            change = next(each, None)
            if change is None:
                changes.remove(each)
            else:
                yield change


def _is_bag(choice: Choice) -> bool:
    return isinstance(choice, Parts) and choice.owner is Bag


def _can_change(choice: Choice) -> bool:
    return not isinstance(choice, Parts) or _is_bag(choice)


def _factory(state: State, path: str) -> Any:
    choice = state.choices[path]
    return choice.factory if isinstance(choice, Parts) else None


def _is_needed(parameter: inspect.Parameter, passed: frozenset[str]) -> bool:
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
        return False
    return parameter.default is parameter.empty or parameter.name in passed

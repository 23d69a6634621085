"""From a first guess through the errors that it meets to a call that works, best first."""

import heapq
import inspect
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from ..calls import Call
from .changes import Changes
from .choices import Array, Bag, Choice, FactoryError, Parts, State
from .failure import NOWHERE, Failure, failure_of
from .menu import Menu
from .signatures import code_of
from .sisters import fuller
from .uses import Uses

MOST_CALLS = 120
MOST_SECONDS = 8.0
MOST_FULLER = 16
MOST_SELVES = 4
MOST_ALIKE = 3
MOST_CONCRETE = 12
FIRST = (-(1 << 30),)
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
    _changes: Changes = field(init=False)

    def __post_init__(self) -> None:
        self._changes = Changes(self.parameters, self.menu, self.uses)

    def calls(self, passed: frozenset[str] = frozenset()) -> Iterator[Call]:
        """Yields calls, each made after the fate of the one before it is known."""
        wanted = [p for p in self.parameters.values() if _is_needed(p, passed)]
        for state in self._starts(wanted):
            self._push(state, (), 0, is_start=True)
        left, end = MOST_CALLS, time.process_time() + self.seconds
        while self._waiting and left and time.process_time() < end:
            left -= 1
            *_, node = heapq.heappop(self._waiting)
            try:
                call = self._call(node.state)
            except FactoryError as error:
                code = code_of(_factory(node.state, error.path))
                self._expand(node, failure_of(error.error, code), error.path)
                continue
            yield call
            if call.fate.failure is None:
                if not self._goes_on(node.state, call.fate.is_idle):
                    return
                left = min(left, MOST_FULLER)
                continue
            self._met["concrete"] += call.fate.failure.kind == "concrete"
            if self._met["concrete"] > MOST_CONCRETE:
                return
            self._expand(node, call.fate.failure, "")

    def _goes_on(self, state: State, is_idle: bool) -> bool:
        """What ended well is enough, unless what objects do without kept it from the goal."""
        is_first, self._last = self._last is None, self._last or state
        if is_idle and is_first:
            self._waiting.clear()
            for place, each in enumerate(fuller(self.menu, state)):
                self._push(each, (), place, is_start=True)
        return is_idle

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
            yield from self._flat(state, wanted) if own is selves[0] else ()

    def _flat(self, state: State, wanted: list[inspect.Parameter]) -> Iterator[State]:
        """What nothing is known of may be numbers as well as arrays."""
        unknown = [
            each.name
            for each in wanted
            if state.choices[each.name] == Array(1) and not self.uses.of(each.name).rank
        ]
        if unknown:
            yield State(state.choices | dict.fromkeys(unknown, Array(0)))

    def _blank(self, owner: type, name: str) -> State:
        """Returns a state with an instance that has no attributes but those that are used."""
        state = State().with_parts(name, owner, ())
        for attribute in dict.fromkeys(self.uses.of(name).attributes):
            if not hasattr(owner, attribute):
                state = self._changes.part(state, name, attribute)
        return state

    def _expand(self, node: "_Node", failure: Failure, made: str) -> None:
        """What got further is looked at first, and of its changes the likeliest.

        A change that made no difference is not followed.
        """
        progress = () if made else failure.progress
        message = failure.sign
        self._met[message] += 1
        if (
            self._met[message] > MOST_ALIKE
            or message == node.message
            or (not made and progress[:2] < node.progress[:2] and failure.span != NOWHERE)
        ):
            return
        changes = node.changes
        for change in self._changes.of(node.state, failure, made):
            changes += 1
            self._push(change, progress, changes, message)

    def _push(
        self,
        state: State,
        progress: tuple[int, ...],
        changes: int,
        message: str = "",
        is_start: bool = False,
    ) -> None:
        key = state.key()
        if key not in self._seen:
            self._seen.add(key)
            further = FIRST if is_start else (*(-edge for edge in progress), 1)
            rank = (further, changes, next(self._order))
            heapq.heappush(self._waiting, (*rank, _Node(state, progress, changes, message)))

    def _call(self, state: State) -> Call:
        args: list[Any] = []
        kwargs: dict[str, Any] = {}
        said: list[str] = []
        for name, parameter in self.parameters.items():
            if name not in state.choices:
                continue
            value, text = state.value(name), state.text(name)
            if parameter.kind is parameter.VAR_POSITIONAL:
                args += value
                said.append(text[1:-1].rstrip(","))
            elif (
                parameter.kind is parameter.KEYWORD_ONLY or parameter.default is not parameter.empty
            ):
                kwargs[name] = value
                said.append(f"{name}={text}")
            else:
                args.append(value)
                said.append(text)
        invented = any(_is_bag(each) for each in state.choices.values())
        with_self = self.owner is not None
        return Call(tuple(args), kwargs, ", ".join(said), False, SEARCHED, invented, with_self)


@dataclass(frozen=True, slots=True)
class _Node:
    """A state that waits for its turn: what its parent came to, and the message that ended it."""

    state: State
    progress: tuple[int, ...]
    changes: int
    message: str


def _is_needed(parameter: inspect.Parameter, passed: frozenset[str]) -> bool:
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
        return False
    return parameter.default is parameter.empty or parameter.name in passed


def _is_bag(choice: Choice) -> bool:
    return isinstance(choice, Parts) and choice.owner is Bag


def _factory(state: State, path: str) -> Any:
    choice = state.choices[path]
    return choice.factory if isinstance(choice, Parts) else None

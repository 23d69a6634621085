"""Hears which random keys are consumed, and where: the functions of `jax.random` are wrapped.

A key is known by its data, or under a trace by its tracer. The copy that `jax.random.clone` makes
may be consumed as well: the program says that it means this.
"""

import functools
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from ..limits import MOST_USES_OF_KEY
from ..program.locations import Spot, UserFiles, frame_above
from ..program.user_code import value_or
from ..program.userjax import Tracer, is_outside, jax, numpy

HARMLESS = frozenset("fold_in wrap_key_data key_data key_impl default_prng_impl".split())
SEEDING = ("key", "PRNGKey")
Identity = tuple[Any, ...]
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A call that has consumed a key: the function, and the line of the user's that made it."""

    function: str
    shown: str
    at: Place
    key: str


@dataclass(frozen=True, slots=True)
class HeardUse:
    """A use of a key, with the object that was the key and the call that used it."""

    use: KeyUse
    key: Any
    frame: FrameType


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was made at the spot, and in which call of the function around."""

    identity: Identity
    frame: FrameType


@dataclass(slots=True)
class KeyUses:
    """The keys that a run has consumed; `again` are two uses of one, the second at the spot.

    Two keys of equal data are one only if they are the same object, or used by the same call: two
    functions may each draw from `key(0)`.
    Where keys are made at the spot, the second use is of one that was made again, in the same call
    of the function around. `fresh` counts uses at the spot of keys that were not consumed before,
    `traced` those of which only the tracer was seen.
    """

    spot: Spot
    files: UserFiles
    fresh: int = 0
    traced: int = 0
    again: tuple[KeyUse, KeyUse] | None = None
    made: list[MadeKey] = field(default_factory=list[MadeKey])
    _uses: dict[Identity, list[HeardUse]] = field(default_factory=dict[Identity, "list[HeardUse]"])
    _turns: dict[Any, tuple[int, KeyUse]] = field(default_factory=dict[Any, tuple[int, KeyUse]])
    _clones: Counter[Identity] = field(default_factory=Counter[Identity])
    _kept: list[Any] = field(default_factory=list[Any])
    _wrapped: dict[str, Any] = field(default_factory=dict[str, Any])

    def listen(self) -> None:
        """Wraps the functions of the user's `jax.random`, which is not the one here."""
        functions = vars(sys.modules["jax.random"])
        for name, function in list(functions.items()):
            is_function = callable(function) and not isinstance(function, type)
            if is_function and not name.startswith("_") and name not in HARMLESS:
                functions[name] = self._wrapped[name] = self._wrapper(name, function)

    def has_heard_all(self) -> bool:
        """Whether the program has put nothing else in the place of what hears."""
        functions = vars(sys.modules["jax.random"])
        return all(functions.get(name) is each for name, each in self._wrapped.items())

    def forget(self) -> None:
        """Begins a run, of which nothing is known yet."""
        self.fresh = self.traced = 0
        self.again = None
        for each in (self.made, self._uses, self._turns, self._clones, self._kept):
            each.clear()

    def _wrapper(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def hearing(*args: Any, **kwargs: Any) -> Any:
            if name in SEEDING:
                made = function(*args, **kwargs)
                self._note_made(made, frame_above(1))
                return made
            key = args[0] if args else kwargs.get("key")
            if name == "clone":
                self._clones[self._identity(key)] += 1
            else:
                self._note_use(name, key, frame_above(1))
            return function(*args, **kwargs)

        return hearing

    def _note_made(self, key: Any, frame: FrameType) -> None:
        own = self._own(frame)
        if own is not None and self._is_at_spot(own):
            self.made.append(MadeKey(self._identity(key), own))

    def _note_use(self, name: str, key: Any, frame: FrameType) -> None:
        own, identity = self._own(frame), self._identity(key)
        if own is None or not identity:
            return
        at = (own.f_code.co_filename, own.f_lineno, own.f_lasti)
        shown = self.files.shown_place(self.files.user(at[0]), at[1])
        use = KeyUse(name, shown, at, _text(key))
        uses = self._uses.setdefault(identity, [])
        is_again = bool(uses) and not self._is_meant(identity)
        before = next((each.use for each in uses if each.key is key or each.frame is own), None)
        if self._is_at_spot(own) and (before or not is_again):
            self._judge((before or use, use), is_again, isinstance(key, Tracer))
        if len(uses) < MOST_USES_OF_KEY:
            uses.append(HeardUse(use, key, own))
        self._note_turn(identity, use)

    def _is_meant(self, identity: Identity) -> bool:
        """Whether a key was cloned once more than it was consumed again."""
        is_meant = self._clones[identity] > 0
        self._clones[identity] -= is_meant
        return is_meant

    def _judge(self, uses: tuple[KeyUse, KeyUse], is_again: bool, is_traced: bool) -> None:
        """What a trace runs again, such as the body of a loop, draws from a constant once."""
        before, use = uses
        if not is_again:
            self.fresh += 1
            self.traced += is_traced
        elif is_traced or is_outside() or before.at != use.at:
            self.again = self.again or uses

    def _note_turn(self, identity: Identity, use: KeyUse) -> None:
        if not self.made or self.made[-1].identity != identity:
            return
        turn = len(self.made)
        drawn = (identity, use.at, id(self.made[-1].frame))
        first, before = self._turns.setdefault(drawn, (turn, use))
        if first != turn:
            self.again = self.again or (before, use)

    def _own(self, frame: FrameType) -> FrameType | None:
        return self.files.innermost(frame)

    def _is_at_spot(self, own: FrameType) -> bool:
        is_here = self.files.user(own.f_code.co_filename) == self.spot.file
        return is_here and self.spot.meets(own.f_code, own.f_lasti)

    def _identity(self, key: Any) -> Identity:
        """A tracer is kept, so that no other is taken for it; what is no key is nothing."""
        if isinstance(key, Tracer):
            self._kept.append(key)
            return ("traced", id(key))
        return value_or((), lambda: _identity_of_data(key))


def _identity_of_data(key: Any) -> Identity:
    data = numpy.asarray(jax.random.key_data(key))
    return (str(getattr(key, "dtype", "")), data.shape, data.tobytes())


def _text(key: Any) -> str:
    """The data of a key, as `jax.random.key_data` gives it, if there is any yet."""
    if isinstance(key, Tracer):
        return ""
    return value_or("", lambda: str(numpy.asarray(jax.random.key_data(key)).tolist()))

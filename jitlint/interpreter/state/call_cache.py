"""The cache of calls: a function is called once for each kind of arguments, and not without end."""

import math
from bisect import bisect_right
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field

from msgspec.structs import replace

from jitlint.core.finding import Place
from jitlint.interpreter.domain.assumption import Assumption
from jitlint.interpreter.domain.aval import ANYTHING
from jitlint.interpreter.domain.binding import Binding
from jitlint.interpreter.domain.limits import (
    CONSTANT_CONTEXTS,
    CONTEXT_STATES,
    CONTEXTS,
    FOREIGN_CONSTANT_CONTEXTS,
    FOREIGN_CONTEXTS,
    KEPT_CALLS,
    TURNS,
)
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Class,
    Frame,
    Function,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Unknown,
    Value,
    count_containers,
)
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.machine_state import State
from jitlint.interpreter.state.signature import Signature, signature
from jitlint.interpreter.syntax.mutated_parameters import changed_parameters

_CALLABLE = (Function, Bound, Partial, Transformed, OneOf)
_COMPOUND = frozenset({tuple})
_FILLED = frozenset({Sequence, Mapping})
_NAMELESS = frozenset({Array, Tree, Static, Unknown})  # no identity of which is in a signature


def _reshaped(frame: Frame | None) -> int:
    """Returns how often names around a function have come to hold arrays of other types."""
    times = 0
    while frame:
        times += frame.reshaped
        frame = frame.parent
    return times


def _assumed(frame: Frame | None) -> Signature:
    """Returns what is assumed around a function, which decides how its tests go."""
    assumed: list[object] = []
    while frame:
        assumed += frame.environment.assumed.items()
        frame = frame.parent
    return tuple(assumed)


def _any_constant(value: Value) -> Value:
    match value:
        case Static(known=True, type="int" | "float" | "str"):
            return Static(type=value.type, shows=value.shows)
        case Array() if value.aval is not ANYTHING or value.tangent is not None:
            return replace(value, aval=ANYTHING, tangent=None)
        case _:
            return value


@dataclass(slots=True, eq=False)
class PendingCall:
    """A call that is to be made: its kind is its `key`.

    It is counted for `whose`: the function with what it closes over, in traces or outside of all.
    `kind` is its key but for what has changed that it can see.
    """

    function: Function
    values: dict[str, Value]
    traced: bool
    whose: Signature
    kind: Signature
    key: Signature = ()


def _most(call: PendingCall, usual: int) -> int:
    """Returns how many contexts a function may have where others have as many as is usual.

    What is handed classes outside of all traces may register them: one more shows something new.
    """
    values = call.values.values()
    if not call.traced and any(isinstance(value, Class) for value in values):
        return TURNS
    makes_objects = call.function.node.name == "__init__"
    is_handed_functions = any(isinstance(value, _CALLABLE) for value in values)
    return 2 * usual if makes_objects or is_handed_functions else usual


@dataclass(slots=True, eq=False)
class CachedCall:
    """A call that was made: what it did, what it returned, None while it still runs, what it bound
    outside of itself, and the memoised functions called. Containers counted after `began` and
    before it `ended` it has made itself.
    """

    work: WorkUnit
    began: int = field(default_factory=count_containers)
    ended: int | None = None
    result: Value | None = None
    bindings: tuple[Binding, ...] = ()
    memoised: tuple[Place, ...] = ()


def _end(call: CachedCall) -> float:
    """Returns when a call ended: not yet, or never, where it was given up."""
    return math.inf if call.ended is None else call.ended


@dataclass(slots=True)
class CallCounts:
    """The contexts that a module's functions ask for, and how many of them of each function."""

    module: str = ""
    requested: set[Signature] = field(default_factory=set[Signature])
    states: dict[Signature, list[Signature]] = field(
        default_factory=dict[Signature, "list[Signature]"]
    )
    counts: dict[object, int] = field(default_factory=dict[object, int])
    made: dict[Signature, CachedCall] = field(default_factory=dict[Signature, CachedCall])


class CallCache:
    """Results of calls, by function and signature; widened where a function has too many.

    How many there are is counted for each module that asks for them, so that what a module meets
    does not depend on what others have asked for before. Once the functions of a module have
    changed what others have made, they call anew what was called before.
    """

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._known: dict[Signature, CachedCall] = {}
        self._changed: dict[int, tuple[str, ...]] = {}
        self._parts: dict[object, object] = {}
        self._owners: dict[object, object] = {}
        self._alive: list[object] = []
        self._made = 0
        self._state = State()
        self._scope = CallCounts()

    def __len__(self) -> int:
        """Returns how many calls were made, those among them that are no longer kept."""
        return self._made

    @contextmanager
    def counted_for(self, module: str) -> Generator[None]:
        """Counts what is asked for meanwhile by itself, for a module."""
        around, self._scope = self._scope, CallCounts(module)
        try:
            yield
        finally:
            self._scope = around
            if not around.module and len(self._known) > KEPT_CALLS:
                self._let_go()

    def _let_go(self) -> None:
        """Forgets all calls, none of which is running: the next of their kinds are made anew."""
        for kept in (self._known, self._parts, self._owners, self._changed):
            kept.clear()
        self._alive.clear()

    def forget(self, since: float, left: Iterable[int]) -> None:
        """Forgets the calls of the module in progress that ended after something had changed.

        So it does those that were given up, those that have made what was called then, by the
        numbers of values made before each was left to be called, and those that rest on them.
        """
        numbers, forgotten = sorted(left), set[WorkUnit]()
        for key, call in sorted(self._scope.made.items(), key=lambda made: _end(made[1])):
            end, first = _end(call), bisect_right(numbers, call.began)
            has_left = first < len(numbers) and numbers[first] < end
            rests_on_others = not forgotten.isdisjoint(call.work.used)
            if call.ended is None or end > since or has_left or rests_on_others:
                self._known.pop(key, None)
                forgotten.add(call.work)

    def settled(
        self,
        function: Function,
        values: dict[str, Value],
        around: Signature,
        assumed: dict[Assumption, bool],
    ) -> PendingCall:
        """Returns a call: with any constants for its own, where the function has had many.

        `assumed` is what it may assume of the objects that it is given.
        """
        traced = bool(around[0])
        around = (*around, *assumed.items())
        key = self._key(function, values, around)
        call = PendingCall(function, values, traced, (key[0], traced), key)
        count = self._scope.counts.get(call.whose, 0)
        many = (
            CONSTANT_CONTEXTS
            if function.module == self._scope.module
            else FOREIGN_CONSTANT_CONTEXTS
        )
        if count >= many and call.kind not in self._scope.requested:
            call.values = {name: _any_constant(value) for name, value in values.items()}
            call.kind = self._key(function, call.values, around)
        call.key = self._in_state(call)
        return call

    def _in_state(self, call: PendingCall) -> Signature:
        """Returns the key of a call: what it does depends on what others have changed."""
        seen = [*self._state.seen_by(call.function, call.values)] if call.traced else []
        now = tuple([signature(each) for each in seen])
        if not now:
            return call.kind
        known = self._scope.states.setdefault(call.kind, [])
        if now not in known and len(known) < CONTEXT_STATES:
            known.append(now)
            self._alive.append(seen)
        return (*call.kind, now if now in known else known[-1])

    def _key(self, function: Function, values: dict[str, Value], around: Signature) -> Signature:
        whose = (id(function.node), id(function.frame))
        inner = [(name, signature(value)) for name, value in values.items()]
        held = {name: v for name, v in values.items() if type(v) in _FILLED}
        changed = self._changed_by(function) if held else ()
        return (
            whose,
            around,
            _reshaped(function.frame),
            *_assumed(function.frame),
            *inner,
            *[id(held[name]) for name in changed if name in held],
        )

    def _changed_by(self, function: Function) -> tuple[str, ...]:
        node = function.node
        if id(node) not in self._changed:
            self._changed[id(node)] = changed_parameters(node)
        return self._changed[id(node)]

    def admits(self, call: PendingCall) -> bool:
        """Says whether a call is to be made; after too many one more shows nothing new."""
        scope, whose = self._scope, call.whose
        if call.kind in scope.requested:
            return True
        count = scope.counts.get(whose, 0)
        most = CONTEXTS if call.function.module == scope.module else FOREIGN_CONTEXTS[call.traced]
        if count >= _most(call, most):
            return False
        scope.requested.add(call.kind)
        scope.counts[whose] = count + 1
        return True

    def find(self, call: PendingCall) -> CachedCall | None:
        """Returns what a call of the same kind came to, if one was made that counts now."""
        known, since = self._known.get(call.key), self._changes.since
        is_old = since is not None and known is not None and _end(known) <= since
        return None if is_old else known

    def start(self, call: PendingCall) -> CachedCall:
        """Records a call that is about to run; keys hold identities, so what they name stays.

        Keys are alike in most of their parts, which they share.
        """
        function, parts = call.function, self._parts
        named = [value for value in call.values.values() if type(value) not in _NAMELESS]
        self._alive.append(tuple(named))
        self._owners.setdefault(call.key[0], (function.node, function.frame))
        self._made += 1
        key = tuple([parts.setdefault(p, p) if type(p) in _COMPOUND else p for p in call.key])
        context = CachedCall(WorkUnit(function.module, function.node.at))
        self._known[key] = self._scope.made[key] = context
        return context

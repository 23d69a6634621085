"""Counts what is compiled on behalf of one place in the user's code, as written or hoisted."""

import contextlib
import functools
import importlib
import time
import weakref
from collections.abc import Callable, Container
from dataclasses import dataclass
from types import FrameType
from typing import Any

from ..limits import COUNTING_SECONDS, MOST_COUNTED_ITERATIONS
from ..program.locations import CallAround, Spot, UserFiles, frame_above
from ..program.userjax import is_outside, monitoring

TRANSFORMS = (
    "jax.jit", "jax.pmap", "jax.lax.cond", "jax.lax.fori_loop", "jax.lax.map", "jax.lax.scan",
    "jax.lax.switch", "jax.lax.while_loop",
)  # fmt: skip
PREFIX = "/jax/core/compile/"
PROBE = "/jitlint/probe"
TRACE, COMPILE = "jaxpr_trace_duration", "backend_compile_duration"


class EnoughIterations(BaseException):
    """Ends a run that has shown what there is to see; `except Exception` does not stop it."""


class CompileCounter:
    """Counts, once on, the iterations that come to the spot, and the compilations they cause.

    An iteration makes a wrapper at the spot, and what is compiled while that is called counts.
    At a spot that makes none, what is compiled for a call there counts. `hoisted` gives every
    iteration the function of the first. The meter holds no wrapper that the program has let go
    of: JAX's caches are weak, and would compile less if it did.
    """

    def __init__(self, spot: Spot, files: UserFiles, hoisted: bool) -> None:
        self.reset()
        self._spot = spot
        self._files = files
        self._hoisted = hoisted
        self._latest: weakref.ref[CountedWrapper] | None = None
        self._depth = 0
        self._heard = False
        self._started = time.monotonic()

    def reset(self) -> None:
        """Counts from nothing again; a function of an earlier call has that call's arguments."""
        self.iterations = self.used = self.traces = self.compilations = 0
        self.seconds = 0.0
        self._events: list[CompileEvent] = []
        self._first: dict[int, Any] = {}
        self._kept: Any = None

    def counts_of(self, names: Container[str]) -> tuple[int, int, float]:
        """Returns traces, compilations and seconds of functions.

        What is an argument of the call at the spot may compile as well: `step(data[:n])`. Before
        0.6.2 JAX names no function: then it is known by the call around the spot that compiles it.
        """
        events = [each for each in self._events if each.function in names]
        events = events or _of_calls(self._events, names) or self._events
        traces = sum(each.event.endswith(TRACE) for each in events)
        compilations = sum(each.event.endswith(COMPILE) for each in events)
        return traces, compilations, sum(each.seconds for each in events)

    @property
    def is_kept(self) -> bool:
        """Whether the program still holds the wrapper that was made last."""
        return self._latest is not None and self._latest() is not None

    def hears(self) -> bool:
        """Whether JAX still tells what it compiles: the program may have removed all listeners."""
        self._heard = False
        monitoring.record_event_duration_secs(PROBE, 0.0)
        return self._heard

    def install(self, transform: str) -> None:
        """Listens to JAX, and replaces what may be at the spot before user code binds it."""
        monitoring.register_event_duration_secs_listener(self._on_event)
        for name in dict.fromkeys((*TRANSFORMS, transform)):
            module, _, attribute = name.rpartition(".")
            with contextlib.suppress(ImportError, AttributeError, ValueError):
                holder: Any = importlib.import_module(module)
                setattr(holder, attribute, self._replacement(getattr(holder, attribute)))

    def _replacement(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def replacement(*args: Any, **kwargs: Any) -> Any:
            if self._depth or not self._is_at_spot(frame_above(1)):
                return original(*args, **kwargs)
            if not args:
                return lambda function: self._make(original, (function,), kwargs)  # type: ignore[reportUnknownLambdaType]
            return self._make(original, args, kwargs)

        return replacement

    def _make(self, original: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """A control flow function is called at once, with the first iteration's functions."""
        self._count()
        if self._hoisted:
            given = {place: each for place, each in enumerate(args) if callable(each)}
            self._first = self._first or given
            args = [self._first.get(place, each) for place, each in enumerate(args)]
        with self:
            made = original(*args, **kwargs)
        if not callable(made):
            return made
        measured = CountedWrapper(made, self)
        if self._hoisted:
            self._kept = self._kept or measured
            return self._kept
        self._latest = weakref.ref(measured)
        return measured

    def note_part(self) -> None:
        """Counts a trace that is part of another's, of which JAX tells nothing."""
        self.traces += 1
        self._events.append(CompileEvent("", PREFIX + TRACE, 0.0, None))

    def _count(self) -> None:
        is_late = time.monotonic() - self._started > COUNTING_SECONDS
        if is_late or self.iterations >= MOST_COUNTED_ITERATIONS:
            raise EnoughIterations
        if not self.iterations:
            self.reset()
        self.iterations += 1

    def _is_at_spot(self, frame: FrameType) -> bool:
        inner = self._innermost(frame)
        return inner is not None and self._spot.meets(inner.f_code, inner.f_lasti)

    def _innermost(self, frame: FrameType) -> FrameType | None:
        """Returns the innermost frame of the user's, if it is one of the spot's file."""
        inner = self._files.innermost(frame)
        is_here = inner and self._files.user(inner.f_code.co_filename) == self._spot.file
        return inner if is_here else None

    def _on_event(self, event: str, seconds: float, fun_name: str = "", **_: Any) -> None:
        """JAX calls this on the stack that compiles, so the line that asks for it is known."""
        if not event.startswith(PREFIX):
            self._heard |= event == PROBE
            return
        if not self._depth and (self.iterations or not self._is_at_spot(frame_above(1))):
            return
        if self.compilations >= MOST_COUNTED_ITERATIONS:
            raise EnoughIterations
        self.traces += event.endswith(TRACE)
        self.compilations += event.endswith(COMPILE)
        self.seconds += seconds
        name = fun_name.removeprefix("jit(").removesuffix(")")
        frame = self._innermost(frame_above(1))
        call = frame and self._spot.call_around(frame.f_code, frame.f_lasti)
        self._events.append(CompileEvent(name, event, seconds, call))

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1


@dataclass(frozen=True, slots=True)
class CompileEvent:
    """An event of JAX's: of which function, how long it took, and in which call around the spot."""

    function: str
    event: str
    seconds: float
    call: CallAround | None


def _of_calls(events: list[CompileEvent], names: Container[str]) -> list[CompileEvent]:
    """Returns what was heard of the call of a function; else, of the innermost around the spot."""
    calls = [each.call for each in events if each.call is not None]
    named = [call for call in calls if call.name in names]
    innermost = max(named or calls, default=None)
    return [each for each in events if innermost is not None and each.call == innermost]


class CountedWrapper:
    """A wrapper made at the spot: whatever is compiled while it is called is on its account."""

    def __init__(self, made: Any, meter: CompileCounter) -> None:
        functools.update_wrapper(self, made, updated=())
        self._made = made
        self._meter = meter
        self._is_outside = is_outside()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._meter.used += 1
        if self._is_outside and not is_outside():
            self._meter.note_part()
        with self._meter:
            return self._made(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else functools.partial(self, instance)

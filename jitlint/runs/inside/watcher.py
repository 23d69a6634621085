"""Listens to what JAX tells of its compilations, and notes each with its cause."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from typing import Any

from .call_key import CallKey, key_of
from .calls import CallCounter, Spot
from .compilation import Compilation, Run
from .frames import NOWHERE, JitCall, Place, Stack, code_of, name_of, of_jax, stack
from .lowering import lowered
from .reason import AHEAD, BY_JAX, UNKNOWN, reason
from .untyped import module

PREFIX = "/jax/core/compile/"
PHASES = {
    f"{PREFIX}jaxpr_trace_duration": "trace",
    f"{PREFIX}jaxpr_to_mlir_module_duration": "lower",
    f"{PREFIX}backend_compile_duration": "compile",
}
ORDER = ("trace", "lower", "compile")
PERSISTENT_HIT = "/jax/compilation_cache/cache_hits"
# Keys of one function beyond these are forgotten, the oldest first.
MOST_KEYS = 512
MOST_OPEN = 1000
Open = tuple[Compilation, CallKey | None]


class Watcher:
    """Fills a run while it is on. What JAX and the program do is the same with it and without."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._counter = CallCounter()
        self._keys: dict[object, list[CallKey]] = {}
        self._open: dict[tuple[int, int], Open] = {}
        self._places: dict[str, Place] = {}
        self._spots: dict[Spot, tuple[str, int, str]] = {}
        self._lock = threading.RLock()
        self._began = time.perf_counter()
        self._on = False
        self.after: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Listens from now on; JAX is imported for it."""
        jax, monitoring = module("jax"), module("jax.monitoring")
        self.run.jax, self.run.python = jax.__version__, sys.version.split()[0]
        self.run.process, self.run.started = os.getpid(), time.time()
        self._began = time.perf_counter()
        self._on = True
        jitted: Any = jax.jit(_nothing)
        self._counter.start(jitted.__class__)
        self.run.counts_calls = self._counter.is_on
        monitoring.register_event_duration_secs_listener(self._on_duration)
        monitoring.register_event_listener(self._on_event)

    def stop(self) -> None:
        """Listens no longer; the run has its final counts."""
        if not self._on:
            return
        self.settle()
        self._on = False
        self._counter.stop()
        taken = module("jax._src.monitoring")  # the public one cannot take a listener back
        for name, listener in (
            ("unregister_event_duration_listener", self._on_duration),
            ("unregister_event_listener", self._on_event),
        ):
            back = getattr(taken, name, None) or getattr(taken, f"_{name}_by_callback", None)
            if back is not None:
                back(listener)

    def begin_anew(self) -> None:
        """Begins another run in a child that was forked, which knows what was compiled before."""
        self._lock = threading.RLock()
        self._open.clear()
        self._counter.reset()
        self._began = time.perf_counter()
        before, pid = self.run, os.getpid()
        self.run = Run(before.program, before.directory, before.run, before.jax, before.python, pid)
        self.run.started, self.run.counts_calls = time.time(), before.counts_calls

    def settle(self) -> None:
        """Writes the counts of calls and the time so far into the run."""
        if not self._on:
            return
        self.run.seconds = time.perf_counter() - self._began
        found: dict[tuple[str, int, str], int] = {}
        for spot, place in [*self._spots.items()]:
            found[place] = found.get(place, 0) + self._counter.total(spot)
        self.run.calls = found

    def _on_duration(self, event: str, seconds: float, **details: Any) -> None:
        phase = PHASES.get(event)
        if phase is None or not self._on:
            return
        with self._lock, self._unharmed():
            self._add(phase)
            found = self._compilation(phase, str(details.get("fun_name", "")))
            getattr(found, phase).add(1, seconds)
            if phase == "lower":
                frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
                found.constant_bytes, found.not_usable = lowered(frame)
            if phase == "compile":
                self.after()

    def _on_event(self, event: str, **details: Any) -> None:
        if event == PERSISTENT_HIT and self._on:
            with self._lock, self._unharmed():
                self._add("persistent hit")
                self._compilation("compile", "").persistent_hits += 1

    def _add(self, event: str) -> None:
        self.run.events[event] = self.run.events.get(event, 0) + 1

    @contextlib.contextmanager
    def _unharmed(self) -> Generator[None]:
        """Keeps an error of the watcher's from the program, which JAX would pass it on to."""
        try:
            yield
        except Exception as error:
            self._add(f"failed: {type(error).__name__}")

    def _compilation(self, phase: str, named: str) -> Compilation:
        """Returns the one that is going on for the innermost call; else, a new one."""
        seen = stack(sys._getframe(2))  # pyright: ignore[reportPrivateUsage]
        name = (named or seen.name).removeprefix("jit(").removesuffix(")")
        key = _key(seen.call) if seen.call else None
        here = (threading.get_ident(), seen.call.frame if seen.call else 0)
        known = self._open.get(here)
        if known is not None and _goes_on(known, phase, key, name if seen.call is None else ""):
            return known[0]
        made = (
            self._derived(seen, name) if seen.call is None else self._called(seen, seen.call, key)
        )
        if len(self._open) > MOST_OPEN:
            self._open.clear()
        self._open[here] = (made, key)
        self.run.compilations.append(made)
        return made

    def _derived(self, seen: Stack, name: str) -> Compilation:
        """Returns what JAX compiles without a call: what was lowered before, or a derivative."""
        defined = self._places.get(name, NOWHERE)
        why = AHEAD if seen.is_ahead else BY_JAX
        at = time.perf_counter() - self._began
        return Compilation(name or "?", defined, seen.site, *why, at, of_jax=defined == NOWHERE)

    def _called(self, seen: Stack, call: JitCall, key: CallKey | None) -> Compilation:
        function, code = name_of(call.function), code_of(call.function)
        defined = (code.co_filename, code.co_firstlineno) if code else NOWHERE
        is_jax = of_jax(defined[0])
        if not is_jax:
            self._places[function.rpartition(".")[2]] = defined
        why = UNKNOWN
        if key is not None:
            known = self._keys.setdefault((function, defined), [])
            why = reason(key, known)
            known.append(key)
            del known[:-MOST_KEYS]
        at, number = time.perf_counter() - self._began, self._number(call, seen.site, function)
        return Compilation(
            function, defined, seen.site, *why, at, number, of_jax=is_jax, nested=seen.nested
        )

    def _number(self, call: JitCall, site: Place, function: str) -> int | None:
        """Returns the number of the call, where the user's own line makes it."""
        caller = call.caller
        if caller is None or (caller.f_code.co_filename, caller.f_lineno) != site:
            return None
        here = (*site, function)
        self._spots[(id(caller.f_code), caller.f_lasti)] = here
        if self._counter.count(caller) is None:
            return None
        return sum(self._counter.total(spot) for spot, at in self._spots.items() if at == here)


def _key(call: JitCall) -> CallKey | None:
    """A class of the user's may refuse to be flattened or written; then there is no key."""
    try:
        return key_of(call.function, call.info, call.args, call.kwargs)
    except Exception:
        return None


def _goes_on(known: Open, phase: str, key: CallKey | None, name: str) -> bool:
    """Whether a phase belongs to what was seen in the same frame, or in one in the same memory.

    A call goes through the phases in order; JAX 0.6 tells of the trace of each part of a function.
    """
    compilation, before = known
    if name and name != compilation.short_name:
        return False
    if key is not None and (before is None or not key.is_same_call(before)):
        return False
    at = ORDER.index(phase) + (phase == "trace")
    return not any(getattr(compilation, each).times for each in ORDER[at:])


def _nothing() -> None:
    """A function to learn the class of a jitted one from."""

"""Watches the lines of one package that run under a JAX trace, with `sys.monitoring`."""

import dis
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

from benchmarks.oracle.kinds import kind_of, transformation, type_of

TOOL = 4
MOST = 40  # A line that has run so often under a trace shows little that is new.
Lines = dict[int, dict[str, set[str]]]


@dataclass(slots=True)
class Seen:
    """The lines of one function that ran under a trace, with the names read there.

    There are the kinds of each, and the types of those that are tracers.
    """

    transformations: set[str] = field(default_factory=set[str])
    lines: Lines = field(default_factory=Lines)
    types: Lines = field(default_factory=Lines)
    times: dict[int, int] = field(default_factory=dict[int, int])


@dataclass(slots=True)
class Monitor:
    """Records functions by their code, and where tracers were asked or JAX raised."""

    home: str
    watched: tuple[str, ...] = ()
    functions: dict[CodeType, Seen] = field(default_factory=dict[CodeType, Seen])
    asked: set[tuple[str, int, str]] = field(default_factory=set[tuple[str, int, str]])
    raised: set[tuple[str, int, str]] = field(default_factory=set[tuple[str, int, str]])
    _reads: dict[CodeType, dict[int, tuple[str, ...]]] = field(
        default_factory=dict[CodeType, dict[int, tuple[str, ...]]]
    )
    _original: dict[str, Callable[..., Any]] = field(default_factory=dict[str, Callable[..., Any]])
    _last: BaseException | None = None
    _busy: bool = False

    def start(self) -> None:
        """Watches from now on; JAX is imported."""
        events = sys.monitoring.events
        sys.monitoring.use_tool_id(TOOL, "oracle")
        sys.monitoring.register_callback(TOOL, events.PY_START, self._entered)
        sys.monitoring.register_callback(TOOL, events.LINE, self._ran)
        sys.monitoring.register_callback(TOOL, events.RAISE, self._raised)
        sys.monitoring.set_events(TOOL, events.PY_START | events.RAISE)
        self._watch_conversions()

    def stop(self) -> None:
        """Ends watching."""
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)
        from jax.core import Tracer

        for method, original in self._original.items():
            setattr(Tracer, method, original)

    def _entered(self, code: CodeType, offset: int) -> object:
        if code.co_filename.startswith(self.watched or self.home) and code.co_name != "<module>":
            sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.LINE)
        return sys.monitoring.DISABLE

    def _ran(self, code: CodeType, line: int) -> object:
        via = None if self._busy else transformation()
        if via is None:
            return None
        seen = self.functions.setdefault(code, Seen())
        seen.transformations.add(via)
        seen.times[line] = seen.times.get(line, 0) + 1
        kinds, types = seen.lines.setdefault(line, {}), seen.types.setdefault(line, {})
        self._busy = True
        try:
            # Frame 0 is this one; the one that called back is the one watched.
            values = sys._getframe(1).f_locals  # pyright: ignore[reportPrivateUsage]
            for name in self._read_on(code).get(line, ()):
                if name in values:
                    kinds.setdefault(name, set()).add(kind_of(values[name]))
                    if found := type_of(values[name]):
                        types.setdefault(name, set()).add(found)
        finally:
            self._busy = False
        return sys.monitoring.DISABLE if seen.times[line] >= MOST else None

    def _raised(self, code: CodeType, offset: int, error: BaseException) -> None:
        if code.co_filename.startswith(self.home) and type(error).__module__ == "jax.errors":
            if error is not self._last:  # It passes through the callers too.
                line = sys._getframe(1).f_lineno  # pyright: ignore[reportPrivateUsage]
                self.raised.add((code.co_filename, line, type(error).__name__))
            self._last = error

    def _read_on(self, code: CodeType) -> dict[int, tuple[str, ...]]:
        if code not in self._reads:
            self._reads[code] = read_by_line(code)
        return self._reads[code]

    def _watch_conversions(self) -> None:
        from jax.core import Tracer

        for method in ("__bool__", "__int__", "__float__", "__index__"):
            original = self._original[method] = getattr(Tracer, method)
            setattr(Tracer, method, self._watched(original, method.strip("_")))

    def _watched(self, original: Callable[..., Any], by: str) -> Callable[..., Any]:
        def asked(tracer: object) -> object:
            frame: FrameType | None = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
            if frame and frame.f_code.co_filename.startswith(self.home):
                self.asked.add((frame.f_code.co_filename, frame.f_lineno, by))
            return original(tracer)

        return asked


def read_by_line(code: CodeType) -> dict[int, tuple[str, ...]]:
    """Returns the local names that a function reads, by line."""
    reads: dict[int, dict[str, None]] = {}
    for step in dis.get_instructions(code):
        line = step.positions.lineno if step.positions else None
        if line is None or not step.opname.startswith(("LOAD_FAST", "LOAD_DEREF")):
            continue
        if "CLEAR" not in step.opname:
            names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
            reads.setdefault(line, {}).update(dict.fromkeys(names))
    return {line: tuple(names) for line, names in reads.items()}

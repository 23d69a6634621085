"""Runs the user's program as Python would, and writes down calls that JAX traced.

python record.py INTO (SCRIPT | -m MODULE) [ARGUMENT …]
"""

import contextlib
import dataclasses
import json
import os
import runpy
import sys
import threading
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

MOST_CALLS_OF_FUNCTION = 3
MOST_MISSES = 200
MOST_FUNCTIONS = 2000
DEEPEST_VALUE = 12
PLACES = ("site-packages", "dist-packages")
VARIADIC = 0x04 | 0x08
Spec = dict[str, Any]


class UnsaidError(Exception):
    """A value cannot be written down."""


class Recorder:
    """Observes the starts of functions, and stores the first calls of each that get tracers.

    Each is `told` when it is seen: a program need not end.
    """

    def __init__(self, directory: str, told: Callable[[Spec], object] = lambda spec: None) -> None:
        self._told = told
        self._directory = os.path.realpath(directory)
        self._calls: dict[CodeType, list[Spec]] = {}
        self._misses: dict[CodeType, int] = {}
        self._own: dict[str, bool] = {}
        self._is_busy = False

    def calls(self) -> list[Spec]:
        """Returns what has been seen: file, function, and what each parameter was given."""
        return [each for calls in self._calls.values() for each in calls]

    def take(self, frame: FrameType) -> bool:
        """Notes a function at its start; returns whether its starts are of interest any longer."""
        code = frame.f_code
        if self._own.get(code.co_filename) is False:
            return False
        if self._is_busy or not self._is_wanted(code):
            return self._is_busy
        self._is_busy = True
        try:
            self._add(code, _call(frame, os.path.relpath(code.co_filename, self._directory)))
        finally:
            self._is_busy = False
        return True

    def _add(self, code: CodeType, spec: Spec | None) -> None:
        known = self._calls.get(code, [])
        if spec is None:
            self._misses[code] = self._misses.get(code, 0) + 1
        elif spec not in known:
            self._calls[code] = [*known, spec]
            self._told(spec)

    def _is_wanted(self, code: CodeType) -> bool:
        if self._misses.get(code, 0) >= MOST_MISSES or len(self._calls) >= MOST_FUNCTIONS:
            return False
        if len(self._calls.get(code, ())) >= MOST_CALLS_OF_FUNCTION:
            return False
        own = self._own.get(code.co_filename)
        if own is None:
            file = os.path.realpath(code.co_filename)
            own = file.startswith(self._directory + os.sep) and not any(p in file for p in PLACES)
            self._own[code.co_filename] = own
        return own


def record(into: str, words: list[str]) -> dict[str, Any]:
    """Runs a script, or a module after `-m`, and writes its calls, however it ends.

    Returns the globals of the program.
    """
    recorder = Recorder(os.getcwd())
    is_module = words[0] == "-m"
    sys.argv = words[1:] if is_module else words
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = os.getcwd() if is_module else os.path.dirname(os.path.abspath(words[0]))
    run: Callable[[], dict[str, Any]] = (
        (lambda: runpy.run_module(words[1], run_name="__main__", alter_sys=True))
        if is_module
        else (lambda: runpy.run_path(words[0], run_name="__main__"))
    )
    stop = watch(recorder)
    try:
        return run()
    finally:
        stop()
        text = json.dumps({"calls": recorder.calls()}, indent=1)
        with open(into, "w", encoding="utf-8") as stream:
            stream.write(text + "\n")


def watch(recorder: Recorder) -> Callable[[], None]:
    """Reports the starts of functions to the recorder; returns a function that ends this."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return _profile(recorder)
    tool = monitoring.PROFILER_ID
    monitoring.use_tool_id(tool, "jitlint observe")

    def started(code: CodeType, offset: int) -> Any:
        frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        return None if recorder.take(frame) else monitoring.DISABLE

    monitoring.register_callback(tool, monitoring.events.PY_START, started)
    monitoring.set_events(tool, monitoring.events.PY_START)

    def stop() -> None:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)

    return stop


def _profile(recorder: Recorder) -> Callable[[], None]:
    """Python 3.11 has no monitoring yet."""

    def started(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            recorder.take(frame)

    threading.setprofile(started)
    sys.setprofile(started)

    def stop() -> None:
        sys.setprofile(None)
        threading.setprofile(None)

    return stop


def _call(frame: FrameType, file: str) -> Spec | None:
    """Returns what a function is called with, if that holds a tracer and can be written down."""
    code, jax = frame.f_code, sys.modules.get("jax")
    if jax is None or not hasattr(jax, "core") or code.co_name.startswith("<"):
        return None
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    values = {name: frame.f_locals[name] for name in names if name in frame.f_locals}
    own = "self" if names[:1] == ("self",) else "cls" if names[:1] == ("cls",) else ""
    values.pop(own, None)
    if not values or code.co_flags & VARIADIC:
        return None
    try:
        leaves = jax.tree_util.tree_leaves(values)
        if not any(isinstance(leaf, jax.core.Tracer) for leaf in leaves):
            return None
        specs = {name: spec(value) for name, value in values.items()}
    except Exception:
        return None
    return {"file": file, "function": code.co_qualname, "arguments": specs}


def spec(value: Any, deep: int = DEEPEST_VALUE) -> Spec:
    """Returns a value as JSON, of arrays their shapes; raises UnsaidError for what is neither."""
    if not deep:
        raise UnsaidError
    if value is None or isinstance(value, (bool, int, float, str)):
        return {"value": value}
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return {"shape": [int(size) for size in value.shape], "dtype": str(value.dtype)}
    if value.__class__ is dict:
        return {"dict": [[spec(key), spec(each, deep - 1)] for key, each in value.items()]}
    if (fields := _fields(value)) is not None:
        parts = {name: spec(each, deep - 1) for name, each in fields.items()}
        return {"class": _named(value.__class__), "fields": parts}
    if value.__class__ in (tuple, list):
        return {value.__class__.__name__: [spec(each, deep - 1) for each in value]}
    return {"named": _named(value)}


def _fields(value: Any) -> dict[str, Any] | None:
    if issubclass(value.__class__, tuple) and hasattr(value, "_asdict"):
        return dict(value._asdict())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {e.name: getattr(value, e.name) for e in dataclasses.fields(value) if e.init}
    return None


def _named(value: Any) -> str:
    """Returns `module:name` of a function or a class that can be had by it."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str) or "<" in name:
        raise UnsaidError
    return f"{module}:{name}"


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        record(sys.argv[1], sys.argv[2:])

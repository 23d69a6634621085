"""The stack on which JAX tells of a phase: which jitted call it is for, and from which line."""

import inspect
import os
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from types import CodeType, FrameType
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARIES = tuple(
    {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")}
)
Place = tuple[str, int]
NOWHERE: Place = ("", 0)


@dataclass(frozen=True, slots=True)
class JitCall:
    """A call that is not in the caches of JAX: its frame, by number, and what it was given."""

    frame: int
    function: Any
    info: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    caller: FrameType | None


@dataclass(frozen=True, slots=True)
class Stack:
    """The innermost jitted call, the user's line that made it, and whether a trace is around it.

    Without a call there is the name of what JAX compiles, if it tells that.
    """

    call: JitCall | None
    name: str
    site: Place
    nested: bool
    is_ahead: bool


def stack(frame: FrameType) -> Stack:
    """Reads the stack from a frame upwards."""
    calls, name = [*_calls(frame)], _name(frame)
    innermost = calls[0] if calls else None
    start = innermost.caller if innermost and innermost.caller else frame
    is_ahead = not any(each.f_code.co_name == "_pjit_call_impl" for each in outward(frame))
    return Stack(innermost, name, site(start), len(calls) > 1, is_ahead)


def site(frame: FrameType | None) -> Place:
    """Returns the innermost line that is the user's; else, the innermost outside of JAX."""
    outside = NOWHERE
    for each in outward(frame):
        file = each.f_code.co_filename
        if of_jax(file) or file.startswith((HERE, "<frozen")):
            continue
        if not of_library(file):
            return file, each.f_lineno
        outside = outside if outside != NOWHERE else (file, each.f_lineno)
    return outside


def outward(frame: FrameType | None) -> Iterator[FrameType]:
    """Yields a frame and its callers."""
    while frame is not None:
        yield frame
        frame = frame.f_back


@cache
def of_jax(file: str) -> bool:
    """Whether a file is one of JAX's own."""
    jax = sys.modules.get("jax")
    home = os.path.dirname(getattr(jax, "__file__", None) or "")
    return bool(home) and file.startswith((home + os.sep, home + "lib" + os.sep))


@cache
def of_library(file: str) -> bool:
    """Whether a file is installed, or not the user's for another reason."""
    return os.path.realpath(file).startswith(LIBRARIES)


def code_of(function: Any) -> CodeType | None:
    """Returns the code of what is called in the end, inside of partials, methods and wrappers."""
    for _ in range(20):
        if isinstance(function, partial):
            function = function.func
        elif inspect.ismethod(function):
            function = function.__func__
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return code if isinstance(code, CodeType) else None


def name_of(function: Any) -> str:
    """Returns the name by which a user knows a function."""
    for _ in range(20):
        if isinstance(function, partial):
            function = function.func
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None)
    return str(name or type(function).__qualname__).replace(".<locals>", "")


def _calls(frame: FrameType) -> Iterator[JitCall]:
    """JAX comes here from its cache in C++, from `f.lower` and from `f.trace`, in 0.6 as later."""
    for each in outward(frame):
        if each.f_code.co_name not in ("cache_miss", "jit_lower", "jit_trace"):
            continue
        caller, held = _caller(each), each.f_locals
        jitted = held.get("jit_func")
        function = held.get("fun", getattr(jitted, "_fun", None))
        info = held.get("jit_info", getattr(jitted, "_jit_info", None))
        is_inner = caller is not None and caller.f_code.co_name == "jit_lower"
        if function is not None and not is_inner and of_jax(each.f_code.co_filename):
            yield JitCall(id(each), function, info, held["args"], held["kwargs"], caller)


def _caller(frame: FrameType) -> FrameType | None:
    """Returns the frame that made the call; JAX filters tracebacks in a frame between."""
    for each in outward(frame.f_back):
        if each.f_code.co_name != "reraise_with_filtered_traceback":
            return each
    return None


def _name(frame: FrameType) -> str:
    """JAX before 0.6.2 names no function in its events, but has the name at hand."""
    for each in outward(frame):
        match each.f_code.co_name:
            case "_cached_compilation" | "_pjit_call_impl":
                return str(each.f_locals.get("name", ""))
            case "_cached_lowering_to_hlo":
                return str(each.f_locals.get("fun_name", each.f_locals.get("name", "")))
            case "cache_miss" | "jit_lower":
                return ""
            case _:
                pass
    return ""

"""Finds the tracers that a program holds when it ends: each trace is over then, so they leaked."""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .call_key import Leaf
from .compilation import Leak
from .frames import HERE, of_jax, of_library
from .untyped import module

MOST = 20
PACKAGE = os.path.dirname(os.path.dirname(HERE))
# Yields the objects with the attributes `name` and `tracer` that can be reached from named values.
Search = Callable[[Iterable[tuple[str, Any]]], Iterable[Any]]


def leaks(search: Search, program: dict[str, Any] | None) -> list[Leak]:
    """Returns what the program's own modules hold; `program` are the globals of the main one."""
    if not _has_tracers():
        return []
    found = {
        Leak(each.name, file, _type(each.tracer)): None
        for file, names in _namespaces(program)
        for each in search(list(names.items()))
    }
    return [*found][:MOST]


def globals_of(error: BaseException | None) -> dict[str, Any] | None:
    """Returns the globals of the main module that `sys.exit` has left by this error."""
    frames = traceback.walk_tb(error.__traceback__ if error else None)
    own = vars(sys.modules["__main__"])
    names = (frame.f_globals for frame, _ in frames if frame.f_globals is not own)
    return next((each for each in names if each.get("__name__") == "__main__"), None)


def _has_tracers() -> bool:
    tracer = module("jax.core").Tracer
    gc.collect()
    return any(issubclass(type(each), tracer) for each in gc.get_objects())


def _namespaces(program: dict[str, Any] | None) -> Iterator[tuple[str, dict[str, Any]]]:
    modules = [getattr(each, "__dict__", {}) for each in [*sys.modules.values()]]
    for names in (program or {}, *modules):
        file = names.get("__file__")
        if isinstance(file, str) and not _is_foreign(file):
            yield file, names


def _is_foreign(file: str) -> bool:
    return of_jax(file) or of_library(file) or file.startswith(PACKAGE + os.sep)


def _type(tracer: Any) -> str:
    return Leaf(str(tracer.aval.dtype), tracer.aval.shape, False).text

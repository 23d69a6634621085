"""Counts the reads of arrays to the host and the waits for them, with the time that they took.

JAX sends no event for either. What Python reads of an array (`float(x)`, `x.tolist()`, printing,
iterating, `jax.device_get`) comes from `ArrayImpl._value` or `item` in JAX 0.6, 0.10 and 0.12, and
`jax.block_until_ready` calls the method of one array, or waits for several at once. While reads
are counted, functions that call these stand in their places. NumPy takes the memory of an array
that is on a CPU without any of them.
"""

import contextlib
import functools
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from .compilation import Wait
from .frames import HERE, Place, of_jax, site
from .untyped import module

READ, WAIT = "read", "wait"
# In these JAX reads the constants of what it compiles; the program waits for no result.
COMPILING = ("cache_miss", "jit_lower", "jit_trace")


class WaitCounter:
    """The times, bytes and seconds of what was read or waited for, by line and kind."""

    def __init__(self) -> None:
        self._found: dict[tuple[Place, str], list[float]] = {}
        self._jax_files: set[str] = set()
        self._inside = threading.local()
        self._replaced: list[tuple[Any, str, Any]] = []

    def start(self) -> None:
        """Puts counting functions in the places of those that read and wait, where JAX has them."""
        jax: Any = module("jax")
        array: Any = module("jax._src.array").ArrayImpl
        for holder, name, kind in (
            (array, "_value", READ),
            (array, "item", READ),
            (array, "block_until_ready", WAIT),
            (jax, "block_until_ready", WAIT),
        ):
            before: Any = _own(holder, name)
            if isinstance(before, property) and before.fget is not None:
                self._replace(holder, name, property(self._counted(kind, before.fget)))
            elif callable(before):
                self._replace(holder, name, self._counted(kind, getattr(holder, name)))

    def stop(self) -> None:
        """Puts back what was there before."""
        while self._replaced:
            holder, name, before = self._replaced.pop()
            setattr(holder, name, before)

    def reset(self) -> None:
        """Counts from zero again."""
        self._found = {}

    def waits(self) -> list[Wait]:
        """Returns what was counted so far."""
        return [
            Wait(at, kind, int(times), int(nbytes), seconds)
            for (at, kind), (times, nbytes, seconds) in [*self._found.items()]
        ]

    def _replace(self, holder: Any, name: str, counted: Any) -> None:
        self._replaced.append((holder, name, _own(holder, name)))
        setattr(holder, name, counted)

    def _counted(self, kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Returns a function that does the same; a value that is on the host is read for free."""

        @functools.wraps(call, ("__name__", "__doc__"))
        def counted(value: Any, *args: Any, **options: Any) -> Any:
            is_free = kind == READ and getattr(value, "_npy_value", None) is not None
            if is_free or getattr(self._inside, "is_counted", False):
                return call(value, *args, **options)
            self._inside.is_counted = True
            began = time.perf_counter()
            try:
                return call(value, *args, **options)
            finally:
                seconds = time.perf_counter() - began
                with contextlib.suppress(Exception):  # none of these is the program's
                    self._add(kind, value, seconds)
                self._inside.is_counted = False

        return counted

    def _add(self, kind: str, value: Any, seconds: float) -> None:
        """Finds the line at each read, so this must be cheap."""
        frame: FrameType | None = sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
        while frame is not None and self._is_of_jax(file := frame.f_code.co_filename):
            if frame.f_code.co_name in COMPILING and not file.startswith(HERE):
                return
            frame = frame.f_back
        if frame is None:
            return
        at = (frame.f_code.co_filename, frame.f_lineno)
        sums = self._found.get((at, kind))
        if sums is None:
            sums = self._found.setdefault((site(frame), kind), [0, 0, 0.0])
        sums[0] += 1
        sums[1] += value.nbytes if kind == READ else 0
        sums[2] += seconds

    def _is_of_jax(self, file: str) -> bool:
        if file in self._jax_files:
            return True
        if is_jax := of_jax(file) or file.startswith(HERE):
            self._jax_files.add(file)
        return is_jax


def _own(holder: Any, name: str) -> Any:
    """Returns an attribute as it is kept, a property as such."""
    return holder.__dict__.get(name)

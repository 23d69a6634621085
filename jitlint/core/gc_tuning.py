"""Tuning of the garbage collector and of the interpreter stack for one run."""

import gc
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

WORDS = 1 << 20
DEEPEST = 1_000_000  # calls: more than there are in any text that the parser takes
T = TypeVar("T")


@contextmanager
def without_gc() -> Generator[None]:
    """Disables the garbage collector: facts and traces are kept, and have hardly a cycle.

    It costs a third of parsing and a twentieth of tracing; without it JAX's own source takes 5 MiB
    more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def as_deep_as_it_is() -> Generator[None]:
    """Lifts the limit of calls, for what calls itself as deep as a text is nested."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def in_one_stack_chunk(work: Callable[[], T]) -> T:
    """Returns what a function returns; the frames of all its calls lie in one piece of memory.

    CPython keeps frames in chunks of 16 KiB, and gives a chunk back as soon as the last frame in it
    ends: calls that go to and fro across its border ask the system for memory each time, which was
    a tenth of tracing. A frame that is wide itself gets a chunk with as much room behind it.
    """
    return work()


in_one_stack_chunk.__code__ = in_one_stack_chunk.__code__.replace(co_stacksize=WORDS)

"""An alarm that interrupts Python code whose time is up."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Generator
from types import FrameType

from ..limits import ALARM_INTERVAL_SECONDS, DEFERRED_ALARM_SECONDS, MOST_DEFERRED_ALARMS
from ..program.attempt import TimeUpError
from ..program.locations import INSTALLED
from ..program.userjax import DIRECTORIES, JAX_DIRECTORY

GENERATED = "<"  # such as `<string>`, the methods of a dataclass
# JAX imports it, and Python calls its hook inside of any code, JAX's too (filelock 4.3).
HOOKED = getattr(sys.modules.get("filelock"), "__file__", None)
HOOKS = (os.path.dirname(os.path.realpath(HOOKED)) + os.sep,) if HOOKED else ()
JAX_LIBRARIES = (*DIRECTORIES[:-1], *HOOKS, GENERATED)
STANDARD = DIRECTORIES[-1]


@contextlib.contextmanager
def alarmed(seconds: float) -> Generator[None]:
    """Raises TimeUpError in the block when its time is up, again and again.

    What calls user code takes the first one for the user's. An alarm around the block goes on.
    While JAX's own code runs, the error waits: JAX puts its current trace aside and back without
    expecting an exception in between, and would go on without any (jax 0.12, `core.bind`).
    """
    started = time.monotonic()
    deferred, is_over = 0, False

    def interrupt(_: int, frame: FrameType | None) -> None:
        nonlocal deferred
        if is_over:
            return
        if deferred >= MOST_DEFERRED_ALARMS or not _runs_jax(frame):
            raise TimeUpError
        deferred += 1
        signal.setitimer(signal.ITIMER_REAL, DEFERRED_ALARM_SECONDS, ALARM_INTERVAL_SECONDS)

    earlier = signal.signal(signal.SIGALRM, interrupt)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_INTERVAL_SECONDS)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        if left:
            signal.signal(signal.SIGALRM, earlier)
            left = max(left - (time.monotonic() - started), ALARM_INTERVAL_SECONDS)
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _runs_jax(frame: FrameType | None) -> bool:
    """Whether a frame is JAX's, of a library that JAX has called, or of a hook in any code.

    An alarm may also come while this is asked for the one before.
    """
    here = _runs_jax.__code__.co_filename
    while frame is not None and (_is_library(file := frame.f_code.co_filename) or file == here):
        if file.startswith((JAX_DIRECTORY, *HOOKS)):
            return True
        frame = frame.f_back
    return False


def _is_library(file: str) -> bool:
    of_jax = file.startswith(JAX_LIBRARIES)
    return of_jax or (file.startswith(STANDARD) and not any(part in file for part in INSTALLED))

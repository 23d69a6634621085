"""An alarm that interrupts Python code whose time is up."""

import contextlib
import signal
import time
from collections.abc import Generator

from ..limits import ALARM_INTERVAL_SECONDS
from ..program.attempt import TimeUpError


@contextlib.contextmanager
def alarmed(seconds: float) -> Generator[None]:
    """Raises TimeUpError in the block when its time is up, again and again.

    What calls user code takes the first one for the user's. An alarm around the block goes on.
    """
    started = time.monotonic()

    def interrupt(*_: object) -> None:
        raise TimeUpError

    earlier = signal.signal(signal.SIGALRM, interrupt)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_INTERVAL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if left:
            signal.signal(signal.SIGALRM, earlier)
            left = max(left - (time.monotonic() - started), ALARM_INTERVAL_SECONDS)
            signal.setitimer(signal.ITIMER_REAL, left, interval)

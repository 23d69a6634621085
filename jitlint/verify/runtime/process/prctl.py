"""Settings of the Linux kernel for a process and for all that it forks."""

import ctypes
import sys

DUMPABLE = 4
CHILD_SUBREAPER = 36
NO_NEW_PRIVILEGES = 38


def prctl(option: int, value: int) -> bool:
    """Returns whether the kernel has applied the setting, which only Linux does."""
    if sys.platform != "linux":
        return False
    try:
        return not ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
    except (OSError, AttributeError, TypeError):
        return False

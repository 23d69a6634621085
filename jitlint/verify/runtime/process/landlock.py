"""Makes the Linux kernel, where it can, confine user code to its directory and off the network."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable, Iterable

from .prctl import NO_NEW_PRIVILEGES, prctl

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION = 1
BENEATH_PATH = 1
# Access rights as the kernel numbers them: what writes files, and in which version it came.
WRITE_FILE = 1 << 1
CHANGES = (1 << 4, 1 << 5, *(1 << bit for bit in range(6, 13)))
REFER, TRUNCATE = 1 << 13, 1 << 14
TCP = (1 << 0) | (1 << 1)
SIGNALS_AND_ABSTRACT_SOCKETS = (1 << 0) | (1 << 1)


SystemCall = Callable[..., int]


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64),
    )  # fmt: skip


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("descriptor", ctypes.c_int32))


def confine(directory: str, devices: bool) -> bool:
    """From now on lets this process write in `directory` alone, and open no connection.

    With `devices` those may be written to, as a GPU's have to be. Reading is allowed, except for
    the kernel's files about processes that are not confined likewise. Returns whether the process
    cannot send signals to these either.
    """
    if sys.platform != "linux":
        return False
    call = ctypes.CDLL(None, use_errno=True).syscall
    version = call(CREATE_RULESET, None, 0, VERSION)
    if version < 1:
        return False
    rights = WRITE_FILE | sum(CHANGES) | (version > 1) * REFER | (version > 2) * TRUNCATE
    network, scoped = (version > 3) * TCP, (version > 5) * SIGNALS_AND_ABSTRACT_SOCKETS
    ruleset = _Ruleset(rights, network, scoped)
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = call(CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0)
    if rules < 0:
        return False
    try:
        _allow(call, rules, [directory], rights)
        _allow(call, rules, ["/dev" if devices else os.devnull], WRITE_FILE | rights & TRUNCATE)
        return _enforce(call, rules) and version > 5
    finally:
        os.close(rules)


def _allow(call: SystemCall, rules: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
            beneath = _Beneath(rights, descriptor)
            call(ADD_RULE, rules, BENEATH_PATH, ctypes.byref(beneath), 0)
            os.close(descriptor)


def _enforce(call: SystemCall, rules: int) -> bool:
    """The kernel asks first that no program gets more rights than this process has."""
    return prctl(NO_NEW_PRIVILEGES, 1) and not call(RESTRICT_SELF, rules, 0)

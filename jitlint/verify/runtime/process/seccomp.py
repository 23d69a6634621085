"""Makes the Linux kernel, where it can, refuse system calls that lead out of the process.

The guard refuses the same to Python; this holds for extensions and `ctypes`, too. Files are
left to Landlock, since a filter of system calls sees no paths.
"""

import ctypes
import errno
import os
import socket
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from .prctl import NO_NEW_PRIVILEGES, prctl

# The numbers that the kernel knows calls by, on x86_64 and on aarch64.
ALWAYS_REFUSED: dict[str, tuple[int, int]] = {
    "add_key": (248, 217), "bpf": (321, 280), "chroot": (161, 51), "delete_module": (176, 106),
    "finit_module": (313, 273), "fsconfig": (431, 431), "fsmount": (432, 432), "fsopen": (430, 430),
    "fspick": (433, 433), "init_module": (175, 105), "io_uring_setup": (425, 425),
    "kcmp": (312, 272), "kexec_load": (246, 104), "keyctl": (250, 219), "mount": (165, 40),
    "mount_setattr": (442, 442), "move_mount": (429, 429), "open_by_handle_at": (304, 265),
    "open_tree": (428, 428), "perf_event_open": (298, 241), "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41), "process_madvise": (440, 440), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "ptrace": (101, 117), "reboot": (169, 142),
    "request_key": (249, 218), "setns": (308, 268), "swapoff": (168, 225), "swapon": (167, 224),
    "umount2": (166, 39), "unshare": (272, 97),
}  # fmt: skip
REFUSED_TO_SOME: dict[str, tuple[int, int]] = {
    "clone": (56, 220), "clone3": (435, 435), "execve": (59, 221), "execveat": (322, 281),
    "ioctl": (16, 29), "kill": (62, 129), "pidfd_send_signal": (424, 424), "prlimit64": (302, 261),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "seccomp": (317, 277),
    "socket": (41, 198), "socketpair": (53, 199), "tgkill": (234, 131), "tkill": (200, 130),
}  # fmt: skip
CALLS = ALWAYS_REFUSED | REFUSED_TO_SOME
PROGRAMS = ("execve", "execveat")
SIGNALS = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
# How `uname` and the kernel's audit call the machines, in the order of the numbers above.
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
KIND_OF_SOCKET = 0xF
NAMESPACES = 0x7E020000
TYPE_INTO_TERMINAL = (0x5412, 0x541C)
ANY = 0xFFFFFFFF

SET_FILTER = 1
ALL_THREADS, AS_FAST = 1, 4  # as fast: no defences against guessing what else this process holds
LOAD, AND, IF_EQUAL, IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
NUMBER, MACHINE, ARGUMENTS = 0, 4, 16
OTHER_NUMBERS = 0x40000000  # of the x32 variant of x86_64
ALLOW, REFUSE = 0x7FFF0000, 0x00050000

Instruction = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ArgumentRule:
    """A call that is refused for the `values` of an argument, or for `others` than these."""

    call: str
    argument: int
    values: tuple[int, ...]
    others: bool = True
    mask: int = ANY


def forbid(devices: bool, signals: bool) -> bool:
    """From now on refuses this process sockets, other programs, and hands on other processes.

    What drives `devices` may talk to its own services on this machine, and start its compilers.
    With `signals` this process can send them to itself alone, and what it forks to nobody; it
    is for kernels whose Landlock leaves them alone. Returns whether the kernel can do this.
    """
    machine = MACHINES.get(os.uname().machine)
    if sys.platform != "linux" or machine is None or sys.maxsize < ANY:
        return False
    column, audit = machine
    code = [struct.pack("HBBI", *each) for each in _program(column, audit, devices, signals)]
    held = ctypes.create_string_buffer(b"".join(code))
    program = struct.pack("HxxxxxxQ", len(code), ctypes.addressof(held))
    call = ctypes.CDLL(None, use_errno=True).syscall
    prctl(NO_NEW_PRIVILEGES, 1)
    return not call(CALLS["seccomp"][column], SET_FILTER, ALL_THREADS | AS_FAST, program)


def _program(column: int, audit: int, devices: bool, signals: bool) -> Iterator[Instruction]:
    """Yields what the kernel runs before each call; a jump counts the instructions it skips."""
    yield (LOAD, 0, 0, MACHINE)
    yield (IF_EQUAL, 1, 0, audit)
    yield _refuse(errno.EPERM)
    yield (LOAD, 0, 0, NUMBER)
    yield (IF_AT_LEAST, 0, 1, OTHER_NUMBERS)
    yield _refuse(errno.EPERM)
    yield (IF_EQUAL, 0, 1, CALLS["clone3"][column])
    yield _refuse(errno.ENOSYS)  # its flags cannot be seen; the C library tries `clone` next
    for name in (*ALWAYS_REFUSED, *(() if devices else PROGRAMS)):
        yield (IF_EQUAL, 0, 1, CALLS[name][column])
        yield _refuse(errno.EPERM)
    for rule in _argument_rules(devices, signals):
        yield from _instructions(rule, column)
    yield (RETURN, 0, 0, ALLOW)


def _argument_rules(devices: bool, signals: bool) -> Iterator[ArgumentRule]:
    """A pair of sockets that are no datagrams' leads nowhere else than to each other."""
    local = (socket.AF_UNIX, socket.AF_NETLINK) if devices else ()
    yield ArgumentRule("socket", 0, tuple(map(int, local)))
    if not devices:
        yield ArgumentRule("socketpair", 1, (int(socket.SOCK_STREAM),), mask=KIND_OF_SOCKET)
    yield ArgumentRule("clone", 0, (0,), mask=NAMESPACES)
    yield ArgumentRule("ioctl", 1, TYPE_INTO_TERMINAL, others=False)
    yield ArgumentRule("prlimit64", 0, (0, os.getpid()))
    if signals:
        yield from (ArgumentRule(name, 0, (0, os.getpid())) for name in SIGNALS)
        yield ArgumentRule("pidfd_send_signal", 0, ())


def _instructions(rule: ArgumentRule, column: int) -> Iterator[Instruction]:
    """Yields a stretch that ends with an answer; other calls pass it by."""
    listed, rest = (ALLOW, REFUSE | errno.EPERM) if rule.others else (REFUSE | errno.EPERM, ALLOW)
    yield (IF_EQUAL, 0, 3 + 2 * len(rule.values), CALLS[rule.call][column])
    yield (LOAD, 0, 0, ARGUMENTS + 8 * rule.argument)
    yield (AND, 0, 0, rule.mask)
    for value in rule.values:
        yield (IF_EQUAL, 0, 1, value)
        yield (RETURN, 0, 0, listed)
    yield (RETURN, 0, 0, rest)


def _refuse(error: int) -> Instruction:
    return (RETURN, 0, 0, REFUSE | error)

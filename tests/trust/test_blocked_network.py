"""Nothing that a verified module sends arrives, neither from Python nor from C."""

import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from verify.asked import Program

from jitlint.core.finding import Verdict
from jitlint.verify import VerifyOptions, verify

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
SECCOMP_OF_ITSELF = 21
PYTHON_SENDS = """
import socket

def send(kind, family, address):
    try:
        with socket.socket(family, kind) as client:
            client.settimeout(2.0)
            client.connect(address)
            client.send(b"out")
    except OSError:
        pass
"""
C_SENDS = """
import ctypes, socket, struct

c = ctypes.CDLL(None)

def packed(family, address):
    if family == socket.AF_UNIX:
        return struct.pack("=H108s", family, address.encode())
    return struct.pack("=H", family) + struct.pack("!H4s8x", address[1], bytes([127, 0, 0, 1]))

def send(kind, family, address):
    name = packed(int(family), address)
    client = c.socket(int(family), int(kind), 0)
    if client >= 0 and c.connect(client, name, len(name)) == 0:
        c.send(client, b"out", 3, 0)
"""
# A pair of sockets, which is allowed, must not do for a socket that goes elsewhere.
PAIR_SENDS = C_SENDS.replace(
    "client = c.socket(int(family), int(kind), 0)",
    "pair = (ctypes.c_int * 2)()\n"
    "    client = -1 if c.socketpair(int(family), int(kind), 0, pair) else pair[0]",
)
WAYS = {"python": PYTHON_SENDS, "C": C_SENDS}
FUNCTION = "\n\nimport jax\n\n@jax.jit\ndef f(x):\n    return float(x)\n"

KINDS = {
    "tcp": (socket.AF_INET, socket.SOCK_STREAM),
    "udp": (socket.AF_INET, socket.SOCK_DGRAM),
    "unix stream": (socket.AF_UNIX, socket.SOCK_STREAM),
    "unix datagram": (socket.AF_UNIX, socket.SOCK_DGRAM),
}


@pytest.fixture(scope="module", autouse=True)
def _with_seccomp() -> None:
    if sys.platform != "linux" or ctypes.CDLL(None).prctl(SECCOMP_OF_ITSELF, 0, 0, 0, 0) < 0:
        pytest.skip("this kernel filters no calls")


@pytest.fixture
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, socket.socket]]:
    """A socket of each kind that waits to be sent something."""
    folder = tmp_path_factory.mktemp("s")
    with ExitStack() as stack:
        found: dict[str, socket.socket] = {}
        for name, (family, kind) in KINDS.items():
            found[name] = server = stack.enter_context(socket.socket(family, kind))
            is_local = family == socket.AF_UNIX
            server.bind(str(folder / name) if is_local else ("127.0.0.1", 0))
            if kind == socket.SOCK_STREAM:
                server.listen()
        yield found


def sending(way: str, servers: dict[str, socket.socket]) -> str:
    """The text of a module that sends to each server."""
    calls = [
        f"send({int(KINDS[name][1])}, {int(KINDS[name][0])}, {server.getsockname()!r})"
        for name, server in servers.items()
    ]
    return way + "\n" + "\n".join(calls) + FUNCTION


def arrived(servers: dict[str, socket.socket]) -> set[str]:
    """The servers to which something has come."""
    ready = select.select([*servers.values()], [], [], 0)[0]
    return {name for name, server in servers.items() if server in ready}


def verdict_on(text: str, directory: Path) -> Verdict:
    """The verdict on the function at the end of a module."""
    program = Program(text, "float(x)", "raises", ("ConcretizationTypeError",), "f")
    (answer,) = verify([program.finding(directory)], VerifyOptions(python=PYTHON))
    assert answer.verdict is not None
    return answer.verdict


@pytest.mark.parametrize("way", WAYS)
def test_without_verification_all_of_it_arrives(
    way: str, servers: dict[str, socket.socket]
) -> None:
    text = sending(WAYS[way], servers).removesuffix(FUNCTION)
    subprocess.run([sys.executable, "-c", text], check=True)
    assert arrived(servers) == KINDS.keys()


@pytest.mark.parametrize("way", WAYS)
def test_nothing_arrives_from_a_verified_module(
    way: str, servers: dict[str, socket.socket], tmp_path: Path
) -> None:
    verdict = verdict_on(sending(WAYS[way], servers), tmp_path)
    assert verdict.outcome == "confirmed", verdict
    assert arrived(servers) == set()


def test_a_pair_of_sockets_leads_nowhere_else(
    servers: dict[str, socket.socket], tmp_path: Path
) -> None:
    local = {name: each for name, each in servers.items() if name == "unix datagram"}
    text = sending(PAIR_SENDS, local)
    subprocess.run([sys.executable, "-c", text.removesuffix(FUNCTION)], check=True)
    assert arrived(local) == local.keys()
    local["unix datagram"].recv(3)
    assert verdict_on(text, tmp_path).outcome == "confirmed"
    assert arrived(local) == set()


TALKS_TO_ITSELF = """
import asyncio, socket, threading

async def answer():
    await asyncio.sleep(0)
    return 42

one, other = socket.socketpair()
one.send(b"hello")
assert other.recv(5) == b"hello"
assert asyncio.run(answer()) == 42
thread = threading.Thread(target=one.close)
thread.start()
thread.join()
"""


def test_what_stays_in_the_process_works(tmp_path: Path) -> None:
    assert verdict_on(TALKS_TO_ITSELF + FUNCTION, tmp_path).outcome == "confirmed"


COMPILES = """
import os

import jax
import jax.numpy as jnp

assert float(jax.jit(lambda x: (x @ x).sum())(jnp.ones((64, 64)))) == 64.0**3
"""


def test_jax_compiles_and_runs(tmp_path: Path) -> None:
    assert verdict_on(COMPILES + FUNCTION, tmp_path).outcome == "confirmed"


# Python is not asked to start the program, but the C library.
STARTS = """
import ctypes

c = ctypes.CDLL(None)
c.system(b"cat /etc/hostname > started || true")
words = (ctypes.c_char_p * 2)(b"true", None)
c.execv(b"/bin/true", words)
"""


def test_no_other_program_is_started(tmp_path: Path) -> None:
    """A program in the place of this one would end without an answer."""
    text = STARTS + "\nimport os\nassert not os.path.exists('started')\n" + FUNCTION
    assert verdict_on(text, tmp_path).outcome == "confirmed"


REFUSED = """
import ctypes, errno, os

c = ctypes.CDLL(None, use_errno=True)
numbers = dict(x86_64=(425, 272, 250, 321, 165), aarch64=(425, 97, 219, 280, 40))
for number in numbers[os.uname().machine]:
    assert c.syscall(number, 0, 0, 0, 0, 0) == -1
    assert ctypes.get_errno() == errno.EPERM, number
"""


def test_calls_that_lead_out_are_refused(tmp_path: Path) -> None:
    """Those are io_uring_setup, unshare, keyctl, bpf and mount."""
    text = REFUSED + FUNCTION.replace("@jax.jit", "@jax.jit  # after all of the above")
    verdict = verdict_on(text, tmp_path)
    assert verdict.outcome == "confirmed", verdict


SENDS_SIGNALS = """
import ctypes, os, signal, sys
from jitlint.verify.runtime.process.seccomp import forbid

c = ctypes.CDLL(None)
other = int(sys.argv[1])
assert forbid(devices=False, signals=True)
assert c.kill(os.getpid(), 0) == 0
assert c.kill(other, 0) == c.kill(-other, 0) == c.kill(-1, 0) == -1
signal.raise_signal(signal.SIGTERM)
"""


def test_without_landlock_for_signals_they_go_to_nobody_else() -> None:
    command = [sys.executable, "-c", SENDS_SIGNALS, str(os.getpid())]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGTERM, done.stderr

"""Nothing is left behind, and nothing gets out: what the guard cannot see, the kernel stops."""

import os
import select
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from asked import Program
from test_hostile import CONCRETE, LEVEL, children, judged

from jitlint.core.finding import Verdict
from jitlint.verify import VerifyOptions, verify

LANDLOCK = """
import ctypes
print(ctypes.CDLL(None).syscall(444, None, 0, 1))
"""


@pytest.fixture(scope="module")
def landlock() -> int:
    """The version of Landlock that the kernel has; -1 is none."""
    asked = subprocess.run([sys.executable, "-c", LANDLOCK], capture_output=True, check=True)
    return int(asked.stdout)


def test_each_hostile_module_is_judged_or_named(tmp_path: Path, python: str) -> None:
    before = children()
    modules = {
        "\n    def again(): again()\n    again()": "unreachable_scope|confirmed",
        "\n    import os; os.closerange(0, 4096)": "crashed: ",
        "\n    import sys; sys.exit(5)": "confirmed",
        "\n    import atexit, time; atexit.register(time.sleep, 1000)": "confirmed",
        "\n    import threading, time; threading.Thread(target=time.sleep, args=[1e6]).start()": (
            "confirmed"
        ),
        "\n    import jax; jax.make_jaxpr = jax.grad = jax.disable_jit = None": "confirmed",
        "\n    import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)": "confirmed",
        "\n    import os; os.write(1, b'x' * 100_000_000)": "confirmed",
        "\n    import os; [os.write(n, b'junk\\n') for n in range(3, 9) if os.path.exists(f'/proc/"
        "self/fd/{n}')]": "confirmed|crashed|unreachable_scope|inconclusive|other",
    }
    good, *verdicts = judged(tmp_path, python, *modules)
    assert good.outcome == "confirmed"
    said = [verdict.reason or verdict.outcome for verdict in verdicts]
    wrong = [
        pair
        for pair in zip(said, modules.values(), strict=True)
        if not any(pair[0].startswith(each) for each in pair[1].split("|"))
    ]
    assert not wrong
    assert children() == before


def test_a_connection_is_refused(tmp_path: Path, python: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        calling = f"""
    import socket
    socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), 1.0)
    """
        text = f"{textwrap.dedent(calling)}{textwrap.dedent(LEVEL)}"
        finding = Program(text, "float(x)", "raises", CONCRETE, "f").finding(tmp_path)
        (answer,) = verify([finding], VerifyOptions(python=python))
        assert not select.select([server], [], [], 0)[0]
    assert answer.verdict is not None
    assert answer.verdict.reason.startswith("guard_blocked: socket")


def test_the_kernel_stops_what_goes_round_the_guard(
    tmp_path: Path, python: str, landlock: int
) -> None:
    if landlock < 1:
        pytest.skip("this kernel has no Landlock")
    kept, lost = tmp_path / "kept.txt", tmp_path / "lost.txt"
    kept.write_text("kept")
    text = f"""
    import ctypes
    c = ctypes.CDLL(None)
    c.fopen({str(lost).encode()!r}, b"w")
    c.unlink({str(kept).encode()!r})
    """
    assert [v.outcome for v in judged(tmp_path, python, text)] == ["confirmed", "confirmed"]
    assert kept.read_text() == "kept"
    assert not lost.exists()


FORKS = """
    import ctypes, time
    c = ctypes.CDLL(None)
    for _ in range(20):
        if not c.fork():
            c.setsid()
            c.sleep(600)
            c._exit(0)
    """


FORKS_LATER = f"""
    import jax

    def sleeps():
{textwrap.indent(FORKS, "    ")}
    @jax.jit
    def f(x):
        sleeps()
        return float(x)
    """


def sleepers(root: Path) -> list[str]:
    """The processes that run in a temporary directory below `root`."""
    found: list[str] = []
    for each in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found += [each.parent.name] if str(root) in os.readlink(each) else []
        except OSError:
            continue
    return found


@pytest.mark.parametrize("text", [LEVEL + FORKS, FORKS_LATER], ids=["import", "function"])
def test_a_module_that_forks_leaves_no_process(
    tmp_path: Path, python: str, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Nor does it cost the time of a module: that the children hold the pipe is no answer."""
    root = tmp_path / "temporary"
    root.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(root))
    finding = Program(text, "float(x)", "raises", CONCRETE, "f").finding(tmp_path)
    (answer,) = verify([finding], VerifyOptions(python=python, timeout=60.0))
    assert answer.verdict is not None
    assert answer.verdict.outcome == "confirmed", answer.verdict
    assert sleepers(root) == []
    assert [*root.iterdir()] == []


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Undoes what a shell does to what it runs in the background: that ignores Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=str)
def test_a_signal_to_jitlint_leaves_no_process_and_no_directory(
    tmp_path: Path, python: str, how: signal.Signals
) -> None:
    root = tmp_path / "temporary"
    root.mkdir()
    text = textwrap.dedent(LEVEL) + "print('started')\nopen('started', 'w')\nwhile True: pass\n"
    (tmp_path / "endless.py").write_text(text)
    environment = {**os.environ, "TMPDIR": str(root)}
    command = [sys.executable, "-m", "jitlint", "verify", "--python", python, "endless.py"]
    with heeding_signals():
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
        )
    wait(lambda: [*root.glob("*/*/started")])
    process.send_signal(how)
    process.wait(60)
    wait(lambda: not sleepers(root))
    wait(lambda: not [*root.iterdir()])


def wait(seen: object, times: int = 1800) -> None:
    """Looks again and again, a tenth of a second apart."""
    assert callable(seen)
    for _ in range(times):
        if seen():
            return
        select.select([], [], [], 0.1)
    raise AssertionError("it never came")


def test_where_nothing_can_be_forked_each_module_gets_a_process(
    tmp_path: Path, python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that Python's start-up leaves running makes a fork unsafe."""
    (tmp_path / "usercustomize.py").write_text(
        "from threading import Thread\nfrom time import sleep\n"
        "Thread(target=sleep, args=[1e6], daemon=True).start()\n"
    )
    (tmp_path / "sitecustomize.py").write_text("import usercustomize\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    good, ended = judged(tmp_path, python, "\n    import os; os._exit(3)")
    assert good.outcome == "confirmed"
    assert ended.reason == "crashed: exit status 3"


def test_several_modules_are_asked_at_once(tmp_path: Path, python: str) -> None:
    findings = [
        Program(LEVEL, "float(x)", "raises", CONCRETE, "f").finding(tmp_path / str(number))
        for number in range(3)
    ]
    told: list[int] = []
    options = VerifyOptions(python=python, jobs=2)
    answers = verify(findings, options, lambda path, done, total: told.append(done))
    verdicts = [answer.verdict or Verdict("inconclusive") for answer in answers]
    assert {verdict.outcome for verdict in verdicts} == {"confirmed"}
    assert told == [0, 1, 2]

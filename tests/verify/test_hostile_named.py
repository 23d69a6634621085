"""What a hostile module has tried is named in the verdict on it, and the next gets its own."""

import socket
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import Program
from test_hostile import CONCRETE, LEVEL, children

from jitlint.verify import VerifyOptions, verify

HOSTILE = {
    "import os; os.fork()": "guard_blocked: os.fork",
    "import subprocess; subprocess.run(['true'])": "guard_blocked: subprocess.Popen",
    "import os; os.system('true')": "guard_blocked: os.system",
    "import os; os.remove({kept!r})": "guard_blocked: os.remove of {kept}",
    "import shutil; shutil.rmtree({tree!r})": "guard_blocked: shutil.rmtree of {tree}",
    "open({kept!r}, 'a').write('more')": "guard_blocked: write to {kept}",
    "import socket; socket.create_connection(('127.0.0.1', {port}), 1)": "guard_blocked: socket.",
    "import sys; sys.exit(5)": "import_failed: SystemExit: 5",
    "def again(): again()\nagain()": "import_failed: RecursionError: ",
    "much = bytearray(1 << 40)": "import_failed: MemoryError",
    "import os; os._exit(7)": "crashed: exit status 7",
    "import ctypes; ctypes.string_at(0)": "crashed: SIGSEGV",
    "import os; os.closerange(0, 4096)": "crashed: ",
    "while True: pass": "timeout: ",
}


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of the loopback on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_what_each_has_tried_is_named(tmp_path: Path, python: str, closed_port: int) -> None:
    kept, tree = tmp_path / "kept.txt", tmp_path / "tree"
    (tree / "leaves").mkdir(parents=True)
    kept.write_text("kept")
    words = {"kept": str(kept), "tree": str(tree), "port": closed_port}
    texts = [f"{each.format(**words)}\n{textwrap.dedent(LEVEL)}" for each in HOSTILE]
    findings = [
        Program(text, "float(x)", "raises", CONCRETE, "f").finding(tmp_path / str(number))
        for number, text in enumerate([*texts, LEVEL])
    ]
    before = children()
    answers = verify(findings, VerifyOptions(python=python, timeout=10.0, jobs=2))
    *said, last = [each.verdict for each in answers if each.verdict is not None]
    expected = [each.format(**words) for each in HOSTILE.values()]
    wrong = [
        (each, verdict.reason)
        for each, verdict in zip(expected, said, strict=True)
        if verdict.outcome != "inconclusive" or not verdict.reason.startswith(each)
    ]
    assert not wrong
    assert last.outcome == "confirmed"
    assert kept.read_text() == "kept"
    assert (tree / "leaves").is_dir()
    assert children() == before

"""Who will not wait for JAX is told what was found, and what JAX has said of it by then."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

MODULE = "import jax\n\n\n@jax.jit\ndef f(x):\n    return float(x)\n"
# The second module is read from for as long as nobody writes.
WAITS = "\n\nwith open({path!r}) as stream:\n    stream.read()\n"


def test_ctrl_c_shows_the_verdicts_known_so_far(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    (tmp_path / "a.py").write_text(MODULE)
    (tmp_path / "b.py").write_text(MODULE + WAITS.format(path=str(fifo)))
    words = ["verify", "-j", "1", "--no-cache", "--isolated", "--output-format", "concise"]
    command = [sys.executable, "-m", "jitlint", *words, "a.py", "b.py"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    finally:
        signal.signal(signal.SIGINT, before)
    reader = threading.Thread(target=lambda: os.open(fifo, os.O_WRONLY), daemon=True)
    reader.start()
    reader.join(120)
    assert not reader.is_alive(), "the second module was never imported"
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    first, second = [line for line in said.splitlines() if "JIT102" in line]
    assert first.startswith("a.py:6:12: ")
    assert first.endswith("[confirmed]")
    assert second.startswith("b.py:6:12: ")
    assert second.endswith("[inconclusive]")
    assert errors.splitlines()[-1] == "jitlint: interrupted"
    assert "Traceback" not in errors

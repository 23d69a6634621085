"""The command that runs the user's program and records what JAX traces: `jitlint observe`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from jitlint.cli.options import CLEAN, MISUSE, complain

USAGE = "usage: jitlint observe [--python PATH] (SCRIPT | -m MODULE) [ARGUMENT …]"
RECORD = ".jitlint-calls.json"


def observe(words: list[str]) -> int:
    """Runs a program with all of its arguments and returns its exit status.

    Its calls are written to `.jitlint-calls.json` in the current directory, where `jitlint verify`
    finds them.
    """
    python = sys.executable
    if words[:1] == ["--python"] and len(words) > 1:
        python, words = words[1], words[2:]
    if not words or words[0] in ("-h", "--help") or words == ["-m"]:
        print(USAGE)
        return CLEAN if words[:1] in (["-h"], ["--help"]) else MISUSE
    if words[0] != "-m" and not Path(words[0]).is_file():
        complain(f"no such file: {words[0]}")
        return MISUSE
    with tempfile.TemporaryDirectory(prefix="jitlint-", ignore_cleanup_errors=True) as directory:
        record = Path(directory, RECORD)
        status = _run(python, words, record)
        return status if _keep(record) else status or MISUSE


def _run(python: str, words: list[str], record: Path) -> int:
    import jitlint.verify.runtime as inside

    recorder = Path(inside.__file__).with_name("record.py")
    try:
        program = subprocess.Popen([python, str(recorder), str(record), *words])
    except OSError as error:
        complain(f"{python} cannot be run: {error.strerror}")
        return MISUSE
    while True:
        try:
            return program.wait()
        except KeyboardInterrupt:  # which the program gets as well, and may end by
            continue


def _keep(record: Path) -> bool:
    """Writes the recorded calls, if there are any, to the file that `verify` reads."""
    from jitlint.core.written import NotWritten, rewrite

    try:
        calls = record.read_bytes()
    except OSError:
        return True
    try:
        rewrite(RECORD, calls)
    except NotWritten as error:
        complain(str(error))
        return False
    return True

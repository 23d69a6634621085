"""The command that runs the user's program and records what JAX traces: `jitlint observe`."""

import subprocess
import sys
from pathlib import Path

from jitlint.cli.options import CLEAN, MISUSE, complain

USAGE = "usage: jitlint observe [--python PATH] (SCRIPT | -m MODULE) [ARGUMENT …]"
RECORD = ".jitlint-calls.json"


def observe(words: list[str]) -> int:
    """Runs a program with all of its arguments and returns its exit status.

    What it called is written to `.jitlint-calls.json` in the current directory, where `jitlint
    verify` finds it.
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
    return _run(python, words)


def _run(python: str, words: list[str]) -> int:
    import jitlint.verify.inside as inside

    recorder = Path(inside.__file__).with_name("record.py")
    try:
        return subprocess.run([python, str(recorder), RECORD, *words], check=False).returncode
    except OSError as error:
        complain(f"{python} cannot be run: {error.strerror}")
        return MISUSE

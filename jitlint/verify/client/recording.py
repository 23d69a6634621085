"""Runs the programs and tests that the user names, to verify with the calls that they make."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jitlint.verify.client.limits import LARGEST_READ_MODULE_BYTES, MOST_RECORDED_CALLS
from jitlint.verify.client.options import VerifyOptions
from jitlint.verify.client.questions import Call
from jitlint.verify.client.worker_client import VerifyError, Zygote

NO_PROGRAMS = ("conftest.py", "__init__.py")
PROGRAMS, TEXTS = (".py", ".ipynb"), (".md", ".rst", ".txt")
PROMPT = ">>> "


class RecordedCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call that JAX has traced: its function by file and name, and what each parameter got."""

    file: str
    function: str
    arguments: dict[str, Any]


CALL = msgspec.json.Decoder(RecordedCall)


def recorded_calls(options: VerifyOptions, progress: Callable[[str, int, int], None]) -> list[Call]:
    """Runs each program in a guarded child of its own; returns the calls, each once.

    What a program has called by the end of its time counts. Raises VerifyError if there is no such
    program.
    """
    files = deque(enumerate(dict.fromkeys(_files(options.programs))))
    total, running, calls = len(files), 0, list[Call]()
    if not files:
        return calls
    with Zygote(options) as zygote:
        while files or running:
            while files and running < max(options.jobs, 1):
                number, file = files.popleft()
                progress(file, number, total)
                zygote.run(number, file, options.timeout)
                running += 1
            calls += filter(None, map(_call, zygote.messages()))
            running -= 1
    kept = {msgspec.json.encode(each): each for each in calls}
    return [*kept.values()][:MOST_RECORDED_CALLS]


def _call(message: str) -> Call | None:
    """Returns a call with the real path of its file; user code may have said anything."""
    try:
        call = CALL.decode(message.encode())
        return msgspec.structs.asdict(call) | {"file": os.path.realpath(call.file)}
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _files(programs: Sequence[str]) -> Iterator[str]:
    for program in programs:
        path = Path(program)
        if path.is_dir():
            yield from (str(each) for each in sorted(path.rglob("*")) if _is_run(each, path))
        elif path.is_file():
            yield program
        else:
            raise VerifyError(f"--verify-with {program}: no such file or directory")


def _is_run(path: Path, directory: Path) -> bool:
    """Whether a file of a directory is a program, a notebook or tests, or holds examples."""
    parts = path.relative_to(directory).parts
    if any(each.startswith(".") or each == "site-packages" for each in parts):
        return False
    if path.suffix in TEXTS and path.is_file():
        is_short = path.stat().st_size <= LARGEST_READ_MODULE_BYTES
        return is_short and PROMPT in path.read_text("utf-8", errors="replace")
    return path.suffix in PROGRAMS and path.name not in NO_PROGRAMS

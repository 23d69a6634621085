"""Loads this directory as `_jitlint_inside` and serves: what the linting process executes."""

import contextlib
import gc
import importlib
import importlib.util
import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn

OLDEST = (3, 11)
NAME = "_jitlint_inside"
Answer = Callable[[dict[str, Any], str, int], None]


def start(directory: str, role: str = "zygote") -> None:
    """Says in one line on standard output what is wrong with this interpreter, or serves.

    What is written goes to `directory`; in the role of a `child` one request is answered.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if path != here]
    sys.dont_write_bytecode = True
    if sys.version_info[:2] < OLDEST:
        refuse("Python 3.11 or later is needed, this is " + sys.version.split()[0])
    if not hasattr(os, "fork"):
        refuse("a system with fork is needed, such as Linux or macOS")
    spec = importlib.util.spec_from_file_location(
        NAME, os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    assert spec is not None
    assert spec.loader is not None
    sys.modules[NAME] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    replies = silence()
    with contextlib.suppress(ImportError):
        importlib.import_module("numpy")  # its threads survive a fork, those of a backend do not
    before = threads()
    try:
        work = importlib.import_module(f"{NAME}.{role}")
    except BaseException as error:
        refuse(f"no JAX here: {type(error).__name__}: {error}", replies)
    else:
        gc.freeze()  # what is JAX's stays: no collection of a child's looks through it again
        if role == "child":
            be_child(work.answer, directory, replies)
        work.serve(replies, directory, threading.active_count() == 1 and threads() == before)


def threads() -> int:
    """Returns how many threads this process has, or 0 where nobody knows."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


def be_child(answer: Answer, directory: str, replies: int) -> NoReturn:
    """Answers the request on standard input; nothing that user code has left runs at the end."""
    status = 1
    try:
        request = json.loads(sys.stdin.buffer.read())
        answer(request, directory, replies)
        status = 0
    finally:
        os._exit(status)


def silence() -> int:
    """Returns a descriptor for replies; standard output, which users write to, goes nowhere."""
    replies = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return replies


def refuse(reason: str, replies: int = 1) -> NoReturn:
    """Ends the process with a line that says why."""
    line = json.dumps({"error": " ".join(reason.split())}) + "\n"
    os.write(replies, line.encode())
    sys.exit(0)


if __name__ == "__main__":
    start(*sys.argv[1:])

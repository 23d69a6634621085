"""Loads this directory as `_jitlint_inside` and serves: what the linting process executes."""

import importlib.util
import json
import os
import sys
from typing import NoReturn

OLDEST = (3, 11)
NAME = "_jitlint_inside"


def start() -> None:
    """Says in one line on standard output what is wrong with this interpreter, or serves."""
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
    try:
        serve = importlib.import_module(NAME + ".zygote").serve
    except BaseException as error:
        refuse(f"no JAX here: {type(error).__name__}: {error}", replies)
    else:
        serve(replies)


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
    start()

"""Loads this directory as `_jitlint_runtime` and serves: what the linting process executes."""

import builtins
import contextlib
import gc
import importlib
import importlib.util
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any, ClassVar, NoReturn

OLDEST = (3, 11)
NAME = "_jitlint_runtime"
BUILTINS = dict(vars(builtins))
Answer = Callable[[dict[str, Any], str, int], None]


def start(directory: str, role: str = "zygote") -> None:
    """Serves, or writes one line to standard output that says why this interpreter cannot.

    What is written goes to `directory`; in the role of a `child` one request is answered.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if path != here]
    sys.dont_write_bytecode = True
    if sys.version_info[:2] < OLDEST:
        refuse("Python 3.11 or later is needed, this is " + sys.version.split()[0])
    if not hasattr(os, "fork"):
        refuse("a system with fork is needed, such as Linux or macOS")
    sys.meta_path.insert(0, RuntimeFinder(here))
    replies = silence()
    with contextlib.suppress(ImportError):
        importlib.import_module("numpy")  # its threads survive a fork, those of a backend do not
    before = threads()
    try:
        work = importlib.import_module(f"{NAME}.worker.{role}")
    except BaseException as error:
        refuse(f"no JAX here: {type(error).__name__}: {error}", replies)
    else:
        hide()
        gc.freeze()  # what is JAX's stays: no collection of a child's looks through it again
        if role == "child":
            be_child(work.answer, directory, replies)
        work.serve(replies, directory, threading.active_count() == 1 and threads() == before)


class RuntimeFinder:
    """Finds this directory as a package, with a loader of its own."""

    def __init__(self, here: str) -> None:
        self._here = here

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Returns where a module of the package is, and of any other nothing."""
        if name == NAME:
            file = os.path.join(self._here, "__init__.py")
            return importlib.util.spec_from_file_location(
                name,
                file,
                loader=PristineLoader(name, file),
                submodule_search_locations=[self._here],
            )
        spec = PathFinder.find_spec(name, path) if name.startswith(f"{NAME}.") else None
        if spec is not None and spec.origin:
            spec.loader = PristineLoader(name, spec.origin)
        return spec


class PristineLoader(SourceFileLoader):
    """Gives a module the builtins and the libraries as they are before any user code runs.

    User code that replaces `os.write` or `len` later does not replace it there. `sys` itself is
    not copied, since its attributes change: `sys.path` may become another list.
    """

    copies: ClassVar[dict[str, ModuleType]] = {}

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module's text."""
        vars(module)["__builtins__"] = BUILTINS
        super().exec_module(module)
        held = [(name, value) for name, value in vars(module).items() if is_library(value)]
        vars(module).update({name: self._copy(value) for name, value in held})

    def _copy(self, module: ModuleType, with_inner: bool = True) -> ModuleType:
        """Returns a module of the same names, and so for the modules right inside of it."""
        if module.__name__ not in self.copies:
            self.copies[module.__name__] = copy = ModuleType(module.__name__)
            vars(copy).update(vars(module))
            inner = [each for each in vars(module).items() if with_inner and is_library(each[1])]
            vars(copy).update({name: self._copy(value, False) for name, value in inner})
        return self.copies[module.__name__]


def is_library(value: object) -> bool:
    """Whether a value is a module of a library; `sys` is the interpreter's own state."""
    if type(value) is not ModuleType or value is sys:
        return False
    return value.__name__.partition(".")[0] != NAME


def hide() -> None:
    """Removes the package from `sys.modules`, so that user code cannot import it."""
    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, RuntimeFinder)]
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[name]


def threads() -> int:
    """Returns the number of threads of this process, or 0 where it is unknown."""
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

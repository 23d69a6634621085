"""Runs a program of the user's, or a file of tests, and replies with the calls that JAX traced."""

import contextlib
import doctest
import importlib
import json
import os
import runpy
import sys
import unittest
from collections.abc import Iterator
from typing import Any

from ..process.channel import Sender
from ..process.guard import Guard
from ..program.load import ModuleName, imported_module, load, name_of
from ..program.signatures import signature_of
from ..record import Recorder, watch

# The project's own options may want plugins that start processes.
OPTIONS = ("-q", "-p", "no:cacheprovider", "-o", "addopts=")
PROMPT = ">>> "


def record(request: dict[str, Any], directory: str, sender: Sender) -> None:
    """Runs what the request names in the user's directory; user code may raise anything."""
    Guard(directory).set()
    path, cwd = str(request["file"]), str(request["cwd"])
    searched = [*request["searched"], os.path.dirname(path)]
    sys.path[:] = [*searched, *(each for each in sys.path if each not in searched), cwd]
    os.chdir(cwd)
    stop = watch(Recorder(cwd, lambda spec: sender.send(json.dumps(spec).encode())))
    try:
        with contextlib.suppress(BaseException):
            _run(path, cwd)
    finally:
        stop()


def _run(path: str, cwd: str) -> None:
    """Runs a notebook, a file of tests, or the examples in a file, and then its program."""
    if path.endswith(".ipynb"):
        load(name_of(path), cwd)
    elif is_test(path):
        _run_tests(path)
    else:
        with contextlib.suppress(BaseException):
            _run_examples(path)
        if path.endswith(".py"):
            _run_program(name_of(path))


def is_test(path: str) -> bool:
    """Whether pytest would look for tests in a file of this name."""
    name = os.path.basename(path)
    return name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py"))


def _run_tests(path: str) -> None:
    """Without pytest, what needs none of it is called: cases of unittest, and functions alone."""
    with contextlib.suppress(ImportError):
        importlib.import_module("pytest").main([*OPTIONS, path])
        return
    module = imported_module(name_of(path))
    for name, value in [] if module is None else [*vars(module).items()]:
        with contextlib.suppress(BaseException):
            _run_test(name, value)


def _run_test(name: str, value: Any) -> None:
    if isinstance(value, type) and issubclass(value, unittest.TestCase):
        unittest.TestLoader().loadTestsFromTestCase(value).run(unittest.TestResult())
    elif name.startswith("test") and not signature_of(value):
        value()


def _run_examples(path: str) -> None:
    """Runs each example, also after one that has failed."""
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    runner = doctest.DocTestRunner(verbose=False)
    for each in _examples(path, text) if PROMPT in text else ():
        runner.run(each, out=lambda text: None)


def _examples(path: str, text: str) -> Iterator[doctest.DocTest]:
    if path.endswith(".py"):
        module = imported_module(name_of(path))
        yield from doctest.DocTestFinder().find(module) if module is not None else ()
    else:
        names = {"__name__": "__main__"}
        yield doctest.DocTestParser().get_doctest(text, names, os.path.basename(path), path, 0)


def _run_program(name: ModuleName) -> None:
    """A file of a package may import what is beside it."""
    sys.argv[:] = [name.file]
    if "." not in name.dotted:
        runpy.run_path(name.file, run_name="__main__")
        return
    sys.path.insert(0, name.root)
    runpy.run_module(name.dotted, run_name="__main__", alter_sys=True)

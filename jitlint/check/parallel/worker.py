"""The work of a worker: it executes a program once, and traces the modules that it is handed."""

import os
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from jitlint.check.judge import summarize
from jitlint.check.parallel.messages import Stub, TracedPart, TracingTask, traced_part
from jitlint.core.gc_tuning import in_one_stack_chunk, without_gc
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.ir import Facts
from jitlint.interpreter.program import Execution, ProgramContext, execute
from jitlint.models.registry import Models
from jitlint.project.program import Program
from jitlint.rules.runner import RuleRunner

Handed = str | bytes
"""A task, or the file that holds it."""

_LOCK = threading.Lock()
_running: dict[str, "_Running"] = {}


def trace_modules(key: str, handed: Handed, modules: Sequence[str]) -> bytes:
    """Returns what some modules of the task called `key` come to.

    Modules are traced after those that precede them in the order of names, or in a run of their
    own: what several come to is explained for the first of them.
    """
    with _LOCK, without_gc():
        return in_one_stack_chunk(lambda: _traced(key, handed, modules))


def _traced(key: str, handed: Handed, modules: Sequence[str]) -> bytes:
    running = _running.get(key)
    if running is None or (running.traced and modules[0] < running.traced[-1]):
        _running.clear()
        running = _running[key] = _started(handed)
    return msgspec.msgpack.encode(running.trace(modules))


@dataclass(slots=True)
class _Running:
    """A program that has been executed here, and the modules traced since."""

    program: Program
    execution: Execution
    traced: list[str] = field(default_factory=list[str])

    def trace(self, modules: Sequence[str]) -> TracedPart:
        """Returns what modules that follow those traced before come to."""
        rules = RuleRunner()
        self.traced += modules
        traces = self.execution.trace(modules).modules
        found = [(each, summarize(self.program, each, rules)) for each in traces]
        return traced_part(found, self.program.lacking())


def _started(handed: Handed) -> _Running:
    packed = handed if isinstance(handed, bytes) else Path(handed).read_bytes()
    given = msgspec.msgpack.decode(packed, type=TracingTask)
    program = Program(given.units, _models(given.stubs), partial(_facts, given), roots=given.roots)
    around = ProgramContext(
        given.circles, dict(given.callers), given.executed, given.told, given.start
    )
    return _Running(program, execute(program, given.modules, around))


def _models(stubs: Sequence[Stub]) -> Models:
    """Returns the models with those of the user's, whose files need not be here."""
    with tempfile.TemporaryDirectory() as directory:
        paths = [stub.path for stub in stubs]
        for number, stub in enumerate(stubs):
            if not os.path.isfile(stub.path):
                path = Path(directory, str(number), os.path.basename(stub.path))
                path.parent.mkdir()
                path.write_text(stub.text, "utf-8")
                paths[number] = str(path)
        return Models(paths)


def _facts(given: TracingTask, path: str) -> Facts | None:
    """Returns the facts of a file: those that came with the program, or as they are read here."""
    facts = given.facts.get(path) or _read(given.sources.get(path) or load(path))
    return facts and replace(facts, path=os.path.normpath(os.path.join(given.start, path)))


def _read(source: Source | Problem) -> Facts | None:
    from jitlint.frontend.facts import read

    facts = source if isinstance(source, Problem) else read(source)
    return None if isinstance(facts, Problem) else facts

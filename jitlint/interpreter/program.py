"""Runs a whole program: its modules, its functions, and its wrappers as any caller would."""

import os
import sys
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from jitlint.core.finding import Place
from jitlint.interpreter.domain.limits import PYTHON_STACK
from jitlint.interpreter.events import Event
from jitlint.interpreter.events.facts import Absent, Exports, Fact, Filled
from jitlint.interpreter.interpreter import Interpreter
from jitlint.interpreter.state.changes import Change
from jitlint.interpreter.state.contributions import Contributions
from jitlint.interpreter.state.import_circles import Circles
from jitlint.interpreter.state.memos import Callers, Memos, united
from jitlint.interpreter.state.writers import Writers
from jitlint.interpreter.waiting import call_functions, guarded
from jitlint.project.program import Program


@dataclass(frozen=True, slots=True)
class ModuleTrace:
    """The result of one module: events, facts for the whole program, and what was given up.

    It rests on `code`, the ordinals of functions by their modules, -1 being what is in none, and on
    `absent` names being no modules. It tells of the executions of the modules `untold`, which have
    no summaries of their own. `circle` are the modules, if any, that import each other with it,
    beginning with the one executed first. `changes` are those that it makes, and those by the
    executions of others that it rests on.
    """

    module: str
    circle: tuple[str, ...]
    code: Mapping[str, tuple[int, ...]]
    absent: frozenset[str]
    untold: frozenset[str]
    events: tuple[Event, ...]
    notes: tuple[Fact, ...]
    gave_up: tuple[str, ...]
    contexts: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """The results of tracing modules, one by one; `gave_up` says what could not be analysed."""

    modules: Iterator[ModuleTrace]
    gave_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramContext:
    """What is known of the modules beside those that are traced.

    `circles` are the modules that circles of imports are begun with, by the modules in them,
    `callers` those that call memoised functions and are not traced. The modules `executed` are so
    too, each in its place in the order of names. The modules `told` have summaries of their own,
    those traced among them. Files are named as from the directory `start`.
    """

    circles: Mapping[str, str] = field(default_factory=dict[str, str])
    callers: Callers = field(default_factory=dict[Place, "frozenset[str]"])
    executed: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    start: str = os.curdir


NOTHING = ProgramContext()
_ASKING = frozenset({Absent, Exports})


def trace(
    program: Program,
    modules: Iterable[str],
    progress: Callable[[], None] = lambda: None,
    around: ProgramContext = NOTHING,
    make: Callable[[Program], Interpreter] = Interpreter,
) -> Traced:
    """Traces modules of a program and all that they reach, by an interpreter that `make` returns.

    `progress` is called after each module.
    """
    names = tuple(modules)
    return execute(program, names, around, make).trace(names, progress)


def execute(
    program: Program,
    modules: Iterable[str],
    around: ProgramContext = NOTHING,
    make: Callable[[Program], Interpreter] = Interpreter,
) -> "Execution":
    """Executes the modules of a program, in the order in which they are given.

    They are executed once more where they have begun a trace before it was known which memoised
    functions others call.
    """
    gave_up = {name: list[str]() for name in modules}
    callers = around.callers
    with _deep_stack():
        while True:
            interpreter = make(program)
            interpreter.state_of(Circles).begun = around.circles
            callers = _execute(interpreter, gave_up, callers, around.executed)
            if interpreter.state_of(Memos).agree():
                return Execution(interpreter, gave_up, around)


class Execution:
    """The modules of a program once they have been executed, whose functions are called later."""

    def __init__(
        self, interpreter: Interpreter, gave_up: dict[str, list[str]], around: ProgramContext
    ) -> None:
        self._interpreter, self._gave_up, self._start = interpreter, gave_up, around.start
        told = around.told | gave_up.keys()
        self._writers = Writers(interpreter.provenance, Contributions(interpreter.provenance, told))

    def trace(self, modules: Iterable[str], progress: Callable[[], None] = lambda: None) -> Traced:
        """Calls the functions of some of the modules, whichever others were traced before."""
        interpreter, gave_up, contexts = self._interpreter, self._gave_up, dict[str, int]()
        with _deep_stack():
            for name in modules:
                before = len(interpreter.call_cache)
                call_functions(interpreter, name, gave_up[name], self._start)
                contexts[name] = len(interpreter.call_cache) - before
                progress()
        executed = interpreter.provenance.modules
        reached = [name for name in contexts if name in executed or gave_up[name]]
        found = (
            _module_trace(interpreter, self._writers, name, tuple(gave_up[name]), contexts[name])
            for name in reached
        )
        return Traced(found, tuple([each for name in reached for each in gave_up[name]]))


@contextmanager
def _deep_stack() -> Generator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, PYTHON_STACK))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _execute(
    interpreter: Interpreter,
    gave_up: dict[str, list[str]],
    callers: Callers,
    others: Collection[str],
) -> Callers:
    """Executes modules; returns those that call memoised functions, with those known before."""
    memos = interpreter.state_of(Memos)
    memos.callers = callers
    names = sorted({*gave_up, *others}) if others else [*gave_up]
    for name in names:
        notes = gave_up.get(name, [])
        notes.clear()
        what = f"the module `{name}`"
        guarded(interpreter, notes, what, lambda name=name: interpreter.module(name))
    memos.callers = united(callers, memos.of(gave_up))
    return memos.callers


def _module_trace(
    interpreter: Interpreter,
    writers: Writers,
    name: str,
    gave_up: tuple[str, ...],
    contexts: int,
) -> ModuleTrace:
    contributions = writers.contributions
    own = contributions.of(name)
    code, asked = own.code, dict.fromkeys(own.asked)
    for does in writers.seen_by(own):
        code |= does.code
        asked |= dict.fromkeys(does.asked)
    events = (interpreter.events.get(key) for key in own.emitted if not isinstance(key, Fact))
    facts = (key for key in own.emitted if isinstance(key, Fact))
    notes = [each for each in dict.fromkeys((*facts, *asked)) if type(each) not in _ASKING]
    notes += map(Filled, interpreter.state_of(Memos).of([name]))
    packages = {each.package for each in asked if isinstance(each, Exports)}
    exporting = {m for package in packages for m in interpreter.models.modules_of(package)}
    rests_on = contributions.code(code)
    looked_into = dict.fromkeys(exporting, (-1,)) | rests_on
    return ModuleTrace(
        name,
        interpreter.state_of(Circles).circle_of(name),
        looked_into,
        frozenset(each.name for each in asked if isinstance(each, Absent)),
        frozenset(looked_into.keys() - contributions.told),
        tuple([event for event in events if event]),
        tuple(notes),
        gave_up,
        contexts,
        writers.changes(name, rests_on),
    )

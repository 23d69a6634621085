"""The whole program, traced: its modules run, its functions called, its wrappers as anyone's."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jitlint.link.program import Program
from jitlint.trace.events import Event
from jitlint.trace.notes import Absent, Exports, Note
from jitlint.trace.objects.annotations import annotated_class
from jitlint.trace.python import calls
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.queue import Waiting
from jitlint.trace.tracer import BUDGET, OutOfBudget, Tracer
from jitlint.trace.values import Function
from jitlint.trace.values.lattice import UNKNOWN
from jitlint.trace.whole import whole_program_events
from jitlint.trace.wrappers import transforms

ROUNDS = 3
MODULE_BUDGET = {True: 10 * BUDGET, False: 20 * BUDGET}  # functions wait before wrappers
DEEPEST = 20_000  # abstract calls nest some fifteen Python calls each


@dataclass(frozen=True, slots=True)
class ModuleTrace:
    """What one module comes to: events, notes for the whole, and what gave up.

    It rests on `code`, the ordinals of functions by their modules, -1 being what is in none, and on
    `absent` names being no modules.
    """

    module: str
    code: Mapping[str, set[int]]
    absent: frozenset[str]
    events: tuple[Event, ...]
    notes: tuple[Note, ...]
    gave_up: tuple[str, ...]
    contexts: int


@dataclass(frozen=True, slots=True)
class Traced:
    """What tracing a program met, by modules."""

    modules: tuple[ModuleTrace, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, each once, those that follow from the whole last."""
        met = dict.fromkeys(event for each in self.modules for event in each.events)
        notes = (note for each in self.modules for note in each.notes)
        return (*met, *whole_program_events(notes))

    @property
    def gave_up(self) -> tuple[str, ...]:
        """Sentences on what could not be analysed."""
        return tuple(each for module in self.modules for each in module.gave_up)


def trace(
    program: Program, modules: Iterable[str], progress: Callable[[], None] = lambda: None
) -> Traced:
    """Traces modules of a program and all that they reach."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST))
    try:
        return Traced(_traced(Tracer(program), tuple(modules), progress))
    finally:
        sys.setrecursionlimit(limit)


def _traced(
    tracer: Tracer, modules: tuple[str, ...], progress: Callable[[], None]
) -> tuple[ModuleTrace, ...]:
    gave_up: dict[str, list[str]] = {name: [] for name in modules}
    contexts: dict[str, int] = {}
    for name in modules:
        what = f"the module `{name}`"
        _guarded(tracer, gave_up[name], what, lambda name=name: tracer.module(name))
    for name in modules:
        before = len(tracer.contexts)
        _call_functions(tracer, name, gave_up[name])
        contexts[name] = len(tracer.contexts) - before
        progress()
    reached = [name for name in modules if name in tracer.ledger.modules or gave_up[name]]
    return tuple(
        _module_trace(tracer, name, tuple(gave_up[name]), contexts[name]) for name in reached
    )


def _call_functions(tracer: Tracer, module: str, gave_up: list[str]) -> None:
    """Calls what waits of a module; what that makes waits for the next round."""
    steps = 0
    with tracer.queue.of(module, module), tracer.contexts.counted_for(module):
        for _ in range(ROUNDS):
            for waiting in tracer.queue.take(module):
                what = _described(waiting)
                if steps > MODULE_BUDGET[isinstance(waiting.subject, Function)]:
                    gave_up.append(f"gave up on {what}: its module takes too many steps to trace")
                    continue
                _guarded(tracer, gave_up, what, lambda waiting=waiting: _call(tracer, waiting))
                steps += tracer.steps
        tracer.queue.leave(module)


def _module_trace(
    tracer: Tracer, name: str, gave_up: tuple[str, ...], contexts: int
) -> ModuleTrace:
    share = tracer.ledger.share(name)
    absent, exporting = set[str](), set[str]()
    events, notes = list[Event](), list[Note]()
    for told in share.told:
        match told:
            case Absent():
                absent.add(told.name)
            case Exports():
                exporting.update(tracer.models.modules_of(told.package))
            case Note():
                notes.append(told)
            case key:
                event = tracer.events.get(key)
                events += [event] if event else []
    code = {module: {-1} for module in exporting} | dict(share.code)
    return ModuleTrace(
        name, code, frozenset(absent), tuple(events), tuple(notes), gave_up, contexts
    )


def _described(waiting: Waiting) -> str:
    match waiting.subject:
        case Function(node=node, at=at):
            return f"`{node.qualname}` of {os.path.relpath(at.path)}"
        case wrapper:
            return f"a call of `{wrapper.model.name}` in {os.path.relpath(wrapper.at.path)}"


def _call(tracer: Tracer, waiting: Waiting) -> None:
    tracer.watch.rebinding.begin()
    with tracer.ledger.within(waiting.work):
        match waiting.subject:
            case Function() as function:
                _call_as_anyone(tracer, function)
            case wrapper:
                transforms.call_as_anyone(tracer, wrapper)


def _call_as_anyone(tracer: Tracer, function: Function) -> None:
    arguments = Arguments(rest=UNKNOWN)
    if function.owner and function.node.parameters:
        arguments.positional.append(tracer.instance(function.owner))
    for parameter in function.node.parameters[len(arguments.positional) :]:
        cls = annotated_class(tracer, parameter, function)
        if cls is not None:
            arguments.keywords[parameter.name] = tracer.instance(cls)
    calls.call_function(tracer, function, arguments, function.frame, None)


def _guarded(tracer: Tracer, notes: list[str], what: str, work: Callable[[], object]) -> None:
    """One function that cannot be analysed must not cost the others their findings."""
    tracer.steps = 0
    try:
        work()
    except OutOfBudget:
        notes.append(f"gave up on {what}: it takes too many steps to trace")
    except Exception as error:
        notes.append(f"gave up on {what}: {type(error).__name__}: {error}")
    tracer.traces.clear()
    tracer.depth = tracer.guards = tracer.untraced = tracer.attempts = 0

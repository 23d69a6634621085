"""The whole program, traced: its modules run, its functions called, its wrappers as anyone's."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from jitlint.link.program import Program
from jitlint.trace import calls, transforms
from jitlint.trace.annotations import annotated_class
from jitlint.trace.arguments import Arguments
from jitlint.trace.events import Event, FreshCall
from jitlint.trace.lattice import UNKNOWN
from jitlint.trace.tracer import OutOfBudget, Tracer
from jitlint.trace.values import Function

ROUNDS = 3
DEEPEST = 20_000  # abstract calls nest some fifteen Python calls each


@dataclass(frozen=True, slots=True)
class Traced:
    """What tracing a program met: events, notes on what gave up, and how much was done."""

    events: tuple[Event, ...]
    notes: tuple[str, ...]
    entries: int
    contexts: int


def trace(
    program: Program, modules: Iterable[str], progress: Callable[[], None] = lambda: None
) -> Traced:
    """Traces modules of a program and all that they reach."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST))
    try:
        return _traced(program, modules, progress)
    finally:
        sys.setrecursionlimit(limit)


def _traced(program: Program, modules: Iterable[str], progress: Callable[[], None]) -> Traced:
    tracer = Tracer(program)
    notes: list[str] = []
    for name in modules:
        _guarded(tracer, notes, f"the module `{name}`", lambda name=name: tracer.module(name))
        progress()
    for _ in range(ROUNDS):
        if not _round(tracer, notes):
            break
    met = _without_harmless(tracer.events.values())
    events = (*met, *tracer.staleness.events(tracer.traced), *tracer.watch.events())
    return Traced(events, tuple(notes), len(tracer.entries), len(tracer.contexts))


def _without_harmless(events: Iterable[Event]) -> Iterator[Event]:
    """A wrapper made anew in a loop costs nothing where an outer jit traces the loop."""
    told = list(events)
    staged = {e.at for e in told if isinstance(e, FreshCall) and e.trace and e.trace.stages}
    return (e for e in told if not (isinstance(e, FreshCall) and e.at in staged))


def _round(tracer: Tracer, notes: list[str]) -> bool:
    """Calls all that is waiting; what that makes waits for the next round."""
    functions, tracer.functions = tracer.functions, []
    wrappers, tracer.pending = tracer.pending, []
    for function in functions:
        what = f"`{function.node.qualname}` of {function.at.path}"
        _guarded(tracer, notes, what, lambda f=function: _call_as_anyone(tracer, f))
    for wrapper in wrappers:
        what = f"a call of `{wrapper.model.name}` in {wrapper.at.path}"
        _guarded(tracer, notes, what, lambda w=wrapper: transforms.call_as_anyone(tracer, w))
    return bool(tracer.functions or tracer.pending)


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

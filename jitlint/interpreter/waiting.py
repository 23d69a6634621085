"""Calls the functions and wrappers of a module that wait, as an unknown caller would."""

import os
from collections.abc import Callable, Iterable

from jitlint.interpreter.analyses import mocks
from jitlint.interpreter.analyses.rebinding import Rebinding
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.limits import MODULE_EVALUATIONS, ROUNDS
from jitlint.interpreter.domain.values import Function, Transformed
from jitlint.interpreter.eval import calls
from jitlint.interpreter.eval.try_with import expected_to_fail
from jitlint.interpreter.interpreter import Interpreter, OutOfBudget
from jitlint.interpreter.objects.annotations import annotated_class
from jitlint.interpreter.state.mode import CHOSEN, Mode
from jitlint.interpreter.state.worklist import WorkItem
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.receivers import receives_object
from jitlint.interpreter.transforms import unknown_callers


def call_functions(interpreter: Interpreter, module: str, gave_up: list[str], start: str) -> None:
    """Calls what waits of a module; what that makes waits for the next round."""
    steps, after = 0, list[WorkItem]()
    changes, worklist = interpreter.changes, interpreter.worklist
    with (
        worklist.of(module, module),
        interpreter.call_cache.counted_for(module),
        changes.calling(module),
    ):
        for _ in range(ROUNDS):
            for waiting in worklist.take(module):
                what = _described(waiting, start)
                if steps > MODULE_EVALUATIONS[isinstance(waiting.subject, Function)]:
                    gave_up.append(f"gave up on {what}: its module takes too many steps to trace")
                    continue
                guarded(
                    interpreter, gave_up, what, lambda waiting=waiting: _call(interpreter, waiting)
                )
                steps += interpreter.steps
                after += [] if changes.since is None else [waiting]
        worklist.leave(module)
        _undo(interpreter, after)


def guarded(
    interpreter: Interpreter, notes: list[str], what: str, work: Callable[[], object]
) -> None:
    """One function that cannot be analysed must not cost the others their findings."""
    interpreter.steps = 0
    try:
        work()
    except OutOfBudget:
        notes.append(f"gave up on {what}: it takes too many steps to trace")
    except Exception as error:
        notes.append(f"gave up on {what}: {type(error).__name__}: {error}")
    interpreter.traces.clear()
    interpreter.depth, interpreter.mode = 0, Mode()


def _undo(interpreter: Interpreter, after: Iterable[WorkItem]) -> None:
    """Undoes what a module's functions have changed, and forgets what was called `after` that."""
    since = interpreter.changes.undo()
    interpreter.call_cache.forget(since, [each.began for each in after])
    for each in after:
        interpreter.worklist.meet_again(each)


def _described(waiting: WorkItem, start: str) -> str:
    match waiting.subject:
        case Function(node=node, at=at):
            return f"`{node.qualname}` of {os.path.relpath(at.path, start)}"
        case wrapper:
            return f"a call of `{wrapper.model.name}` in {os.path.relpath(wrapper.at.path, start)}"


def _call(interpreter: Interpreter, waiting: WorkItem) -> None:
    interpreter.state_of(Rebinding).begin()
    is_expected = _is_expected_to_fail(interpreter, waiting.subject)
    with (
        interpreter.provenance.within(waiting.work),
        interpreter.within(Mode(guarded=True, untraced=True), is_expected),
        interpreter.within(CHOSEN, _runs_with_mocks(interpreter, waiting.subject)),
    ):
        match waiting.subject:
            case Function() as function:
                _call_as_anyone(interpreter, function)
            case wrapper:
                unknown_callers.call_as_anyone(interpreter, wrapper)


def _runs_with_mocks(interpreter: Interpreter, subject: Function | Transformed) -> bool:
    questions = interpreter.state_of(Questions)
    return isinstance(subject, Function) and mocks.runs_with_mocks(questions, subject)


def _is_expected_to_fail(interpreter: Interpreter, subject: Function | Transformed) -> bool:
    """Says whether the function around expects the errors of one that is made in it."""
    function = subject.function if isinstance(subject, Transformed) else subject
    around = function.frame.function if isinstance(function, Function) else None
    if around is None or not isinstance(function, Function):
        return False
    expected = interpreter.state_of(Questions).ask(expected_to_fail, around)
    return function.node.name in expected or id(function.node) in expected


def _call_as_anyone(interpreter: Interpreter, function: Function) -> None:
    arguments = Arguments(rest=UNKNOWN)
    if function.owner and receives_object(function.node):
        arguments.positional.append(interpreter.instance(function.owner))
    for parameter in function.node.parameters[len(arguments.positional) :]:
        cls = annotated_class(interpreter, parameter.annotation, function)
        if cls is not None:
            arguments.keywords[parameter.name] = interpreter.instance(cls)
    calls.call_function(interpreter, function, arguments, function.frame, None)

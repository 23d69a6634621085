"""Chains of calls that are known from their start, so that nobody else can have set them up."""

from collections.abc import Iterator
from dataclasses import dataclass

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Library
from jitlint.interpreter.state.blocks import place_in_block
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.running_scripts import RunningScripts
from jitlint.interpreter.state.trace_stack import ActiveTrace
from jitlint.interpreter.state.unseen_callers import UnseenCallers
from jitlint.interpreter.syntax.walk import walk

_RUNNING_NOW = ("jax.", "haiku.")  # what else a library is handed it may run at another time


@dataclass(frozen=True, slots=True)
class Beginning:
    """The module that a chain begins in: at its top, or else with a function of no parameters.

    Whether the program calls that is not known.
    """

    module: Frame
    at_top: bool


def is_known(machine: Machine, frame: Frame) -> bool:
    """Says whether a line surely runs, called from the top of a module or what takes nothing.

    A function of the module without parameters is no function to map.
    """
    return beginning(machine, frame) is not None


def beginning(machine: Machine, frame: Frame) -> Beginning | None:
    """Returns how a chain begins that surely leads to a line, if that is known."""
    roots = {id(active.root) for active in machine.traces}
    here: Frame | None = frame
    while here is not None and here.parent is not None:
        if here.function is None:
            here = here.caller or here.parent
            continue
        if here.branches:
            return None
        if here.called_at is None and id(here) not in roots:
            is_own = here.parent.parent is None and not here.function.parameters
            return Beginning(here.parent, at_top=False) if is_own else None
        here = here.caller
    return Beginning(here, at_top=True) if here else None


def starts_in_module(machine: Machine, node: ir.Node, frame: Frame) -> bool:
    """Says whether a line surely runs, in calls that a module's own statements have begun.

    No decorator, context manager or library stands between, and nothing runs later than it is
    written, as the body of a generator does.
    """
    if machine.mode.expects_errors or machine.state_of(UnseenCallers).count:
        return False
    roots = {id(active.root): active for active in machine.traces}
    here, at = frame, node.at
    while here.parent is not None:
        if _runs_later(machine, here, at) or not _surely_runs(here):
            return False
        if here.function is not None:
            active = roots.get(id(here))
            if not active and here.called_at is None:
                return False
            if not _is_undecorated(here.function, active):
                return False
            at = -1 if here.called_at is None else here.called_at.node
        around = here.caller or (None if here.function else here.parent)
        if around is None:
            return False
        here = around
    is_at_top = not here.branches or machine.state_of(RunningScripts).has(here)
    return is_at_top and not _runs_later(machine, here, at)


def _is_undecorated(function: ir.Function, active: ActiveTrace | None) -> bool:
    """Says whether a call of a function is one of the wrapper that it is traced by, or its own."""
    starts = active.entry.starts.node if active else None
    return not function.decorators or [each.at for each in function.decorators] == [starts]


def surely_runs(frame: Frame, until: Frame | None) -> bool:
    """Says whether a line surely runs once a frame around it has begun to."""
    return all(map(_surely_runs, _up_to(frame, until)))


def _up_to(frame: Frame, until: Frame | None) -> Iterator[Frame]:
    here: Frame | None = frame
    while here is not None:
        yield here
        here = None if here is until else here.caller or here.parent


def _surely_runs(frame: Frame) -> bool:
    """A comprehension counts as a branch of what is around it, but has its turns."""
    function = frame.function
    if function is None:
        around = frame.parent.branches if frame.parent and not frame.is_class else 0
        return frame.branches <= around + (not frame.is_class)
    is_left = any(each.breaks or each.continues for each in frame.leaves)
    is_late = function.is_generator or function.is_async
    return not (frame.branches or frame.returns or is_left or is_late)


def _runs_later(machine: Machine, frame: Frame, at: int) -> bool:
    """Says whether a call runs where it is iterated over: in a generator or by `map`."""
    place = place_in_block(machine, frame.around, at) if at >= 0 else None
    statement = place[0].block[place[1]] if place else None
    for each in walk(statement):
        match each:
            case ir.Comprehension(kind="generator") if any(x.at == at for x in walk(each)):
                return True
            case ir.Call(function=function) if each.at == at:
                called = frame.value_of(function)
                if isinstance(called, Library) and not called.name.startswith(_RUNNING_NOW):
                    return True
            case _:
                pass
    return False

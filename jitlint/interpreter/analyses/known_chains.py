"""Chains of calls that are known from their start, so that nobody else can have set them up."""

from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.state.machine import Machine


def is_known(machine: Machine, frame: Frame) -> bool:
    """Says whether a line surely runs, called from the top of a module or what takes nothing.

    A function of the module without parameters is no function to map.
    """
    roots = {id(active.root) for active in machine.traces}
    here: Frame | None = frame
    while here is not None and here.parent is not None:
        if here.function is None:
            here = here.caller or here.parent
            continue
        if here.branches:
            return False
        if here.called_at is None and id(here) not in roots:
            return here.parent.parent is None and not here.function.parameters
        here = here.caller
    return here is not None

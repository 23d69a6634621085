"""Functions to call so that the flagged code runs: the one around it, then whoever calls that."""

from collections.abc import Iterator

from ..limits import MOST_HOSTS
from ..program.locations import split_cell
from ..program.sources import aliases, calls, enclosing
from .attempt_plan import AttemptPlan

Host = tuple[str, str]
NO_METHOD = ("", "__init__", "__new__", "__call__")


def hosts(plan: AttemptPlan, within: str, file: str) -> Iterator[Host]:
    """Yields the `__qualname__` and the file of each, the nearest first."""
    found = [(_outermost(within), file)]
    for number, host in enumerate(found):
        if number == MOST_HOSTS:
            return
        yield host
        found += [each for each in _callers(plan, host[0]) if each not in found]


def is_method(within: str) -> bool:
    """Whether the function around the flagged code is one that an object is asked for again."""
    owner, _, name = _outermost(within).rpartition(".")
    return bool(owner) and name not in NO_METHOD


def _callers(plan: AttemptPlan, within: str) -> Iterator[Host]:
    sources = plan.program.sources()
    for written in calls(sources, aliases(sources, within.rpartition(".")[2])):
        around = _outermost(enclosing(written.source.tree, written.call.lineno))
        if around:
            yield around, split_cell(written.source.file)[0]


def _outermost(within: str) -> str:
    return within.split(".<locals>")[0]

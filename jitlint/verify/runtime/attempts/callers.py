"""The functions to call so that the flagged code runs: the one around it, then its callers."""

from collections.abc import Iterator

from ..limits import MOST_HOSTS
from ..program.sources import callers
from .attempt_plan import AttemptPlan

Host = tuple[str, str]
CONSTRUCTORS = ("__init__", "__new__", "__post_init__")
NO_METHOD = ("", "__init__", "__new__", "__call__")


def hosts(plan: AttemptPlan, within: str, file: str) -> Iterator[Host]:
    """Yields the `__qualname__` and the file of each, the nearest first."""
    found = [(_outermost(within), file)]
    for number, host in enumerate(found):
        if number == MOST_HOSTS:
            return
        yield host
        around = callers(plan.program.sources(), _called_as(host[0]))
        outer = [(_outermost(name), path) for name, path in around if name]
        found += [each for each in outer if each not in found]


def is_method(within: str) -> bool:
    """Whether the function around the flagged code is a method that is called repeatedly."""
    owner, _, name = _outermost(within).rpartition(".")
    return bool(owner) and name not in NO_METHOD


def _called_as(function: str) -> str:
    """Returns the name that calls of a function show: a constructor is called by its class's."""
    owner, _, name = function.rpartition(".")
    return owner.rpartition(".")[2] if owner and name in CONSTRUCTORS else name


def _outermost(within: str) -> str:
    return within.split(".<locals>")[0]

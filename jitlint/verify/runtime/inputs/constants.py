"""Calls with arrays of the program's own: one of them may be what a traced value is compared to."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from ..limits import MOST_CALLS_WITH_CONSTANTS
from ..program.attempt import Attempt
from ..program.call import call_text, is_shape
from ..program.userjax import jax, numpy

SOURCE = "an array of the module"
ARRAYS = (jax.Array, numpy.ndarray)


def with_constants(attempt: Attempt) -> Iterator[Attempt]:
    """Yields the attempt with an array that the function reads by name for an array of its own."""
    yield from islice(_with_each(attempt), MOST_CALLS_WITH_CONSTANTS)


def _with_each(attempt: Attempt) -> Iterator[Attempt]:
    call = attempt.call
    for place, given in enumerate(call.args):
        if not isinstance(given, (*ARRAYS, float, int)) and not is_shape(given):
            continue
        for name, value in _constants(attempt):
            before, after = call.args[:place], call.args[place + 1 :]
            text = [call_text(before, {}), name, call_text(after, call.kwargs)]
            text = ", ".join(each for each in text if each)
            changed = replace(call, args=(*before, value, *after), text=text, source=SOURCE)
            yield replace(attempt, call=changed)


def _constants(attempt: Attempt) -> Iterator[tuple[str, Any]]:
    code = attempt.subject.code
    space: dict[str, Any] = getattr(attempt.subject.function, "__globals__", {})
    for name in code.co_names if code else ():
        if isinstance(space.get(name), ARRAYS):
            yield name, space[name]

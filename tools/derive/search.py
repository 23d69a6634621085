"""Finds a call that works, among the values worth trying."""

import heapq
from collections.abc import Iterator, Sequence
from typing import Any

from tools.derive import recipes
from tools.derive.candidates import UNTOUCHED, made, worth_trying
from tools.derive.outcomes import CONCRETIZATIONS, Outcome, Subject, attempt
from tools.derive.signatures import Parameter

TRIES = 700
ENOUGH = 4

Choices = dict[str, list[Any]]


def working_call(subject: Subject) -> tuple[dict[str, Any], Outcome] | None:
    """Returns arguments for the required parameters, and what came of them.

    A call that only lacks concrete values is the second choice: it needs a size.
    """
    needs_size: tuple[dict[str, Any], Outcome] | None = None
    for values in _combinations(subject):
        outcome = attempt(subject, values)
        if outcome.returned:
            return values, outcome
        if outcome.raised in CONCRETIZATIONS and needs_size is None:
            needs_size = values, outcome
    return needs_size


def choices_beside(subject: Subject, values: dict[str, Any]) -> Choices:
    """Returns by parameter a few values that work beside `values`, its own value first."""
    return {
        parameter.name: _working(subject, values, parameter)
        for parameter in subject.parameters
        if parameter.name in values
        or (parameter.name not in UNTOUCHED and parameter.kind != "stars")
    }


def _working(subject: Subject, values: dict[str, Any], parameter: Parameter) -> list[Any]:
    found = [values[parameter.name]] if parameter.name in values else []
    for value in candidates_of(parameter):
        if len(found) < ENOUGH and attempt(subject, {**values, parameter.name: value}).returned:
            found.append(value)
    return found


def _combinations(subject: Subject) -> Iterator[dict[str, Any]]:
    known = recipes.CALLS.get(subject.name)
    if known is not None:
        yield {name: made(value) for name, value in known.items()}
        return
    required = [parameter for parameter in subject.parameters if parameter.required]
    if not required and attempt(subject, {}).raised:
        required = list(subject.parameters[:1])
    lists = [candidates_of(parameter) for parameter in required]
    for combination in _likeliest_first(lists):
        yield {p.name: value for p, value in zip(required, combination, strict=True)}


def candidates_of(parameter: Parameter) -> list[Any]:
    """Returns what to try for a parameter, the likeliest first."""
    values = [made(value) for value in worth_trying(parameter.name, parameter.required)]
    match parameter.default:
        case bool():
            values = [not parameter.default]
        case int() | float() | str() | tuple():
            values = [*values, parameter.default]
    if parameter.kind == "star":
        values = [value if isinstance(value, tuple) else (value,) for value in values]
    return values


def _likeliest_first(lists: Sequence[list[Any]]) -> Iterator[list[Any]]:
    """Yields combinations in the order of the sum of their ranks, up to a limit."""
    start = (0,) * len(lists)
    queue, seen = [(0, start)], {start}
    for _ in range(TRIES):
        if not queue:
            return
        rank, places = heapq.heappop(queue)
        yield [values[place] for values, place in zip(lists, places, strict=True)]
        for index, place in enumerate(places):
            following = (*places[:index], place + 1, *places[index + 1 :])
            if place + 1 < len(lists[index]) and following not in seen:
                seen.add(following)
                heapq.heappush(queue, (rank + 1, following))

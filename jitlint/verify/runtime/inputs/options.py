"""Calls that worked, with another option in place of one: a word, a flag, a member of an enum."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from inspect import Parameter
from itertools import islice
from typing import Any, Literal, get_args, get_origin

from ..limits import MOST_CALLS_WITH_OPTIONS
from ..program.call import CallOutcome, Calls, SampleCall, call_text
from .knowledge import ProgramKnowledge
from .request import Request
from .usage import Usage

SOURCE = "with another option"


def calls(request: Request, knowledge: ProgramKnowledge, worked: Iterable[SampleCall]) -> Calls:
    """Yields variants of calls, each with one option that the code or an annotation names."""
    found = (each for call in worked for each in _variants(request, knowledge, call))
    yield from islice(found, MOST_CALLS_WITH_OPTIONS)


def _variants(request: Request, knowledge: ProgramKnowledge, call: SampleCall) -> Calls:
    usages = knowledge.usage(request.function)
    parameters = [*request.parameters.values()]
    for place, parameter in enumerate(parameters):
        present = _present(call, place, parameter)
        for option in _options(request, parameter, present, usages.of(parameter.name)):
            yield _with_option(call, place, parameter.name, option)


def _present(call: SampleCall, place: int, parameter: Parameter) -> Any:
    """Returns what a call passes for a parameter, or else the default."""
    if place < len(call.args):
        return call.args[place]
    return call.kwargs.get(parameter.name, parameter.default)


def _options(
    request: Request, parameter: Parameter, present: Any, usage: Usage
) -> Iterator[str | Enum | bool]:
    """Yields values in place of one that JAX does not trace: what is traced is no option."""
    named = [*_literals(parameter.annotation)]
    is_static = request.subject.host or parameter.name in request.static
    if isinstance(present, Enum):
        named += type(present)
    elif isinstance(present, bool) and is_static:
        named += [not present]
    elif isinstance(present, str) or (is_static and present is None):
        named += usage.words
    yield from (each for each in dict.fromkeys(named) if each != present)


def _literals(annotation: Any) -> Iterator[Any]:
    """Yields the texts that `Literal` allows, in a union too."""
    if get_origin(annotation) is Literal:
        yield from (each for each in get_args(annotation) if isinstance(each, (str, Enum)))
        return
    for inner in get_args(annotation):
        yield from _literals(inner)


def _with_option(call: SampleCall, place: int, name: str, option: Any) -> SampleCall:
    args, kwargs = list(call.args), dict(call.kwargs)
    if place < len(args):
        args[place] = option
    else:
        kwargs[name] = option
    made = replace(call, args=tuple(args), kwargs=kwargs, text=call_text(tuple(args), kwargs))
    return replace(made, source=SOURCE, written=False, documented=False, outcome=CallOutcome())

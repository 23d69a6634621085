"""Calls that were recorded while the user's own programs ran, by `observe` or for this run."""

import contextlib
import importlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from inspect import Parameter
from typing import Any

from ..limits import MOST_PARENT_DIRECTORIES
from ..program.call import Calls, SampleCall
from ..program.locations import real
from ..program.signatures import code_of, namespace_of
from ..program.userjax import jax
from .knowledge import ProgramKnowledge
from .request import Request

FILE = ".jitlint-calls.json"
SOURCE = "recorded from a real call"


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields the calls of a function that are on record, arrays as their shapes."""
    code = code_of(request.function)
    if code is None or request.subject.host:
        return
    namespace = namespace_of(request.function)
    file, name = real(code.co_filename), code.co_qualname
    told = [
        each["arguments"]
        for each in knowledge.program.question.recorded
        if (each["file"], each["function"]) == (file, name)
    ]
    for arguments in [*told, *_on_record(file).get(name, ())]:
        with contextlib.suppress(Exception):
            yield _call(arguments, request.parameters, namespace)


@cache
def _on_record(file: str) -> dict[str, list[Mapping[str, Any]]]:
    """Returns the recorded arguments by function, from the nearest record above a file."""
    directory, found = os.path.dirname(file), dict[str, list[Mapping[str, Any]]]()
    for _ in range(MOST_PARENT_DIRECTORIES):
        calls = _read(os.path.join(directory, FILE))
        for each in calls or ():
            if os.path.realpath(os.path.join(directory, each["file"])) == file:
                found.setdefault(each["function"], []).append(each["arguments"])
        if calls is not None or directory == os.path.dirname(directory):
            break
        directory = os.path.dirname(directory)
    return found


def _read(path: str) -> list[Any] | None:
    """Returns the calls of a record, or None if there is none that can be read."""
    try:
        with open(path, encoding="utf-8") as stream:
            return [*json.load(stream)["calls"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _call(
    arguments: Mapping[str, Any], parameters: Mapping[str, Parameter], namespace: Mapping[str, Any]
) -> SampleCall:
    """Raises KeyError, or whatever making a value raises, if the function is another by now."""
    unknown = arguments.keys() - parameters.keys()
    if unknown:
        raise KeyError(*unknown)
    values = {name: _value(each, namespace) for name, each in arguments.items()}
    return replace(SampleCall.of(parameters, values), written=True, source=SOURCE)


def _value(spec: Mapping[str, Any], namespace: Mapping[str, Any]) -> Any:
    match spec:
        case {"value": value}:
            return value
        case {"shape": shape, "dtype": str(dtype)}:
            if dtype.startswith("key<"):
                return jax.random.split(jax.random.key(0), tuple(shape))
            return jax.ShapeDtypeStruct(tuple(shape), jax.numpy.dtype(dtype))
        case {"dict": items}:
            return {_value(key, namespace): _value(each, namespace) for key, each in items}
        case {"tuple": items}:
            return tuple(_value(each, namespace) for each in items)
        case {"list": items}:
            return [_value(each, namespace) for each in items]
        case {"class": name, "fields": fields}:
            parts = {field: _value(each, namespace) for field, each in fields.items()}
            return _named(name, namespace)(**parts)
        case _:
            return _named(spec["named"], namespace)


def _named(name: str, namespace: Mapping[str, Any]) -> Any:
    module, _, qualname = name.partition(":")
    first, *rest = qualname.split(".")
    held: Any = namespace.get(first)
    if module != "__main__" or held is None:
        held = getattr(importlib.import_module(module), first)
    for each in rest:
        held = getattr(held, each)
    return held

"""Calls that were recorded while the user's own program ran: `jitlint observe`."""

import contextlib
import importlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import Parameter
from typing import Any

from ..calls import Call, call_text
from ..userjax import jax

FILE = ".jitlint-calls.json"
SOURCE = "recorded from a real call"
HIGHEST = 6


def recorded(
    file: str, qualname: str, parameters: Mapping[str, Parameter], namespace: Mapping[str, Any]
) -> Iterator[Call]:
    """Yields the calls of a function that are on record, arrays as their shapes."""
    for arguments in _on_record(file).get(qualname, ()):
        with contextlib.suppress(Exception):
            yield _call(arguments, parameters, namespace)


@cache
def _on_record(file: str) -> dict[str, list[Mapping[str, Any]]]:
    """Returns what is on record of a file's functions; the nearest record above it counts."""
    directory, found = os.path.dirname(file), dict[str, list[Mapping[str, Any]]]()
    for _ in range(HIGHEST):
        calls = _read(os.path.join(directory, FILE))
        for each in calls or ():
            if os.path.realpath(os.path.join(directory, each["file"])) == file:
                found.setdefault(each["function"], []).append(each["arguments"])
        if calls is not None or directory == os.path.dirname(directory):
            break
        directory = os.path.dirname(directory)
    return found


def _read(path: str) -> list[Any] | None:
    """Returns the calls of a record; None where there is none that can be read."""
    try:
        with open(path, encoding="utf-8") as stream:
            return [*json.load(stream)["calls"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _call(
    arguments: Mapping[str, Any], parameters: Mapping[str, Parameter], namespace: Mapping[str, Any]
) -> Call:
    """Raises KeyError, or whatever making a value raises, if the function is another by now."""
    unknown = arguments.keys() - parameters.keys()
    if unknown:
        raise KeyError(*unknown)
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    for name, parameter in parameters.items():
        if name in arguments:
            value = _value(arguments[name], namespace)
            if parameter.kind is parameter.KEYWORD_ONLY or len(args) < list(parameters).index(name):
                kwargs[name] = value
            else:
                args.append(value)
    text = call_text(tuple(args), kwargs)
    return Call(tuple(args), kwargs, text, written=True, source=SOURCE)


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

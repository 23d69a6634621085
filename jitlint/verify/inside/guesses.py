"""Arguments made up from a function's signature: annotations and uses first, then every rank."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .calls import Call, call_text
from .hints import Hints
from .userjax import numpy

KEYS = ("key", "rng", "rng_key", "prng_key", "prng", "seed_key")
F32, I32 = "float32", "int32"

# What the first parameter gets, and what the others get: Python numbers, or arrays.
PLANS: tuple[tuple[Any, Any], ...] = (
    (1.0, 4.0),
    (numpy.ones(4, F32), numpy.ones(4, F32)),
    (numpy.ones((4, 4), F32), numpy.ones((4, 4), F32)),
    (2, 4),
    (numpy.ones(4, F32), 4.0),
    (numpy.ones(4, F32), 4),
    (numpy.ones((4, 4), F32), numpy.ones(4, F32)),
    (numpy.ones((4, 4), F32), 4.0),
    (1.0, numpy.ones(4, F32)),
    (numpy.ones(4, I32), numpy.ones(4, I32)),
    (numpy.ones((4, 4, 4), F32), numpy.ones((4, 4, 4), F32)),
    (-1.0, -4.0),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the program holds under a name like the parameter's."""

    spelled: str
    value: Any


STATIC = (2, False, True, "sum", 0)
PLANS_OF_LATER_STATICS = 4


@dataclass(frozen=True, slots=True)
class _Plan:
    """One way to fill the parameters; `words` are tried where a string may be meant."""

    first: Any
    others: Any
    static: Any
    hints: Hints
    statics: frozenset[str]

    def value(self, parameter: inspect.Parameter, index: int) -> Any:
        """Returns what a parameter gets."""
        if parameter.default is not parameter.empty and parameter.default is not None:
            return parameter.default
        if (known := _annotated(parameter.annotation)) is not None:
            return known
        if parameter.name in self.statics:
            return self._static(parameter.name)
        if parameter.name in KEYS:
            return numpy.zeros(2, "uint32")
        if (rank := _rank(parameter.annotation)) is not None:
            return numpy.ones((4,) * rank, F32)
        return self._shaped(parameter.name, self.first if index == 0 else self.others)

    def _static(self, name: str) -> Any:
        words = self.hints.words.get(name, ())
        return words[0] if words and not isinstance(self.static, bool) else self.static

    def _shaped(self, name: str, leaf: Any) -> Any:
        if keys := self.hints.keys.get(name):
            return dict.fromkeys(keys, leaf)
        return (leaf,) * self.hints.lengths[name] if name in self.hints.lengths else leaf


def guesses(
    parameters: Mapping[str, inspect.Parameter],
    known: Mapping[str, Known],
    hints: Hints,
    static: frozenset[str],
    passed: frozenset[str],
    first_is_float: bool,
    best: int = 0,
) -> Iterator[Call]:
    """Yields calls that fill what has no default, and the defaults that the program passes.

    The plan of the number `best` is tried first.
    """
    needed = [p for p in parameters.values() if _is_needed(p, passed)]
    said: set[str] = set()
    for later, value in enumerate(STATIC):
        numbers = range(PLANS_OF_LATER_STATICS) if later else (best, *range(len(PLANS)))
        for number in numbers:
            first, others = PLANS[number]
            plan = _Plan(first, others, value, hints, static)
            call = replace(_call(needed, plan, {} if later else known), plan=number)
            is_new = call.text not in said and not (first_is_float and _is_whole(first))
            said.add(call.text)
            if is_new:
                yield call


def _call(needed: list[inspect.Parameter], plan: _Plan, known: Mapping[str, Known]) -> Call:
    """Positional as long as no parameter is skipped, by keyword from then on."""
    values: dict[str, Any] = {
        p.name: known.get(p.name) or plan.value(p, i) for i, p in enumerate(needed)
    }
    named = {p.name for p in needed if p.kind is p.KEYWORD_ONLY or p.default is not p.empty}
    args = tuple(value for name, value in values.items() if name not in named)
    kwargs = {name: value for name, value in values.items() if name in named}
    text = call_text(args, kwargs)
    return Call(tuple(map(_plain, args)), {n: _plain(v) for n, v in kwargs.items()}, text)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Known) else value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) or getattr(value, "dtype", None) == I32


def _is_needed(parameter: inspect.Parameter, passed: frozenset[str]) -> bool:
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
        return False
    return parameter.default is parameter.empty or parameter.name in passed


def _annotated(annotation: Any) -> Any:
    scalars = {bool: True, int: 2, float: 1.0, str: "sum", complex: 1j}
    by_name = {kind.__name__: value for kind, value in scalars.items()}
    if isinstance(annotation, str):
        return by_name.get(annotation)
    return scalars.get(annotation) if isinstance(annotation, type) else None


def _rank(annotation: Any) -> int | None:
    """jaxtyping's annotations name the axes: `Float[Array, "batch n"]`."""
    axes = getattr(annotation, "dim_str", None)
    return len(axes.split()) if isinstance(axes, str) and "..." not in axes else None

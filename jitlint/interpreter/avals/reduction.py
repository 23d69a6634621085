"""Reductions along axes, and sums along an axis that keep it."""

from collections.abc import Callable

from jitlint.interpreter.avals.promotion import inexact
from jitlint.interpreter.avals.reading import (
    Rule,
    UnsureError,
    aval_of,
    axes,
    dtype,
    flag,
    is_given,
)
from jitlint.interpreter.domain.aval import BITS, Aval, Dimensions, kind_of, known
from jitlint.interpreter.domain.values import Value

_SIMPLE = 32


def reduced(shape: Dimensions | None, options: dict[str, Value]) -> Dimensions | None:
    """Returns what is left of a shape, by `axis` and `keepdims`."""
    try:
        keeps = flag(options.get("keepdims"))
        if not is_given(options.get("axis")):
            return () if not keeps else None if shape is None else (1,) * len(shape)
        if shape is None:
            return None
        gone = axes(options["axis"], len(shape))
    except UnsureError:
        return None
    if keeps:
        return tuple([1 if number in gone else size for number, size in enumerate(shape)])
    return tuple([size for number, size in enumerate(shape) if number not in gone])


def _reduction(dtype_of: Callable[[str], str]) -> Rule:
    def rule(values: list[Value], options: dict[str, Value]) -> Aval:
        given = aval_of(values[0])
        made = dtype_of(given.dtype) if given.dtype else dtype_of("")
        made = dtype(options.get("dtype"), made)
        return known(reduced(given.shape, options), made, False if made else None)

    return rule


def _cumulation(dtype_of: Callable[[str], str]) -> Rule:
    def rule(values: list[Value], options: dict[str, Value]) -> Aval:
        given = aval_of(values[0])
        made = dtype(options.get("dtype"), dtype_of(given.dtype))
        shape = given.shape if is_given(options.get("axis")) else flattened(given.shape)
        shape = shape if given.shape else None
        return known(shape, made, False if made else None)

    return rule


def _sorting(dtype_of: Callable[[str], str]) -> Rule:
    """What sorts along the last axis, unless it is told another one, or none: then all at once."""

    def rule(values: list[Value], options: dict[str, Value]) -> Aval:
        given = aval_of(values[0])
        along = "axis" not in options or is_given(options["axis"])
        made = dtype(options.get("dtype"), dtype_of(given.dtype))
        weak = False if given.weak is False else None
        return known(given.shape if along else flattened(given.shape), made, weak)

    return rule


def flattened(shape: Dimensions | None) -> Dimensions:
    """Returns the shape of an array made flat."""
    size = 1
    for each in shape or ():
        if each is None:
            return (None,)
        size *= each
    return (None,) if shape is None else (size,)


def _summed(name: str) -> str:
    if kind_of(name) in ("bool", "int") and BITS[name] <= _SIMPLE:
        return "uint32" if name.startswith("u") else "int32"
    return name


def _kept(name: str) -> str:
    return name


def _counted(name: str) -> str:
    return "int32" if name == "bool" else name


def _averaged_real(name: str) -> str:
    return "" if kind_of(name) == "complex" else _averaged(name)


def _averaged(name: str) -> str:
    return inexact(Aval(None, name)).dtype if name else ""


RULES: dict[str, Rule] = {
    "Extreme": _reduction(_kept),
    "Summed": _reduction(_summed),
    "Averaged": _reduction(_averaged),
    "Tested": _reduction(lambda name: "bool"),
    "Counted": _reduction(lambda name: "int32"),
    "AveragedReal": _reduction(_averaged_real),
    "Sorted": _sorting(_kept),
    "SortedIntegers": _sorting(lambda name: "int32"),
    "Accumulated": _cumulation(_counted),
}

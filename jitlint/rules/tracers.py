"""The tracers among values, alone or inside containers, whatever the kind of trace."""

from collections.abc import Collection, Iterable
from typing import TypeGuard

from jitlint.core.limits import TRACER_DEPTH
from jitlint.interpreter.domain.tree import children, within
from jitlint.interpreter.domain.values import NOTHING, Array, Depends, OneOf, Tree, Value


def is_tracer(value: Value) -> TypeGuard[Array | Tree]:
    """Returns whether a value is surely a tracer.

    `grad` differentiates floats only: under it alone `x > 0` is a plain array.
    """
    match value:
        case Array(kind="concrete", dtype="bool" | "int"):
            return False
        case Array(certain=True, kind=kind) | Tree(kind=kind):
            return kind in ("abstract", "concrete")
        case _:
            return False


def tracers_within(values: Iterable[Value], above: int = -1) -> tuple[Depends, ...]:
    """Returns what each tracer among values, and inside their containers, depends on.

    Only tracers of traces deeper than `above` count.
    """
    every = (part for value in values for part in within(value, TRACER_DEPTH, _held))
    return tuple(part.depends for part in every if is_tracer(part) and part.level > above)


def all_of(depends: Iterable[Depends]) -> Depends:
    """Returns the union of some dependencies."""
    return NOTHING.union(*depends)


def _held(value: Value) -> Collection[Value]:
    return value.values if isinstance(value, OneOf) else children(value)

"""The finding of most rules of JIT1: something needs a concrete value, and the value is traced."""

from collections.abc import Iterator
from typing import TypeGuard

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Array, Tree, Value
from jitlint.interpreter.events import Event
from jitlint.rules import Rule
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import or_static, origin, own_arguments


def concrete_value_needed(
    rule: Rule,
    event: Event,
    value: Array | Tree,
    at: Place,
    message: str,
    help: str,
    *,
    offers_static: bool = True,
    errors: tuple[str, ...] | None = None,
) -> Iterator[Finding[Place]]:
    """Yields the finding for a value at a place, if there is a trace; why it is traced is added."""
    trace = event.trace
    if trace is not None:
        yield rule.finding(
            event,
            f"{message}: {origin(value.depends, trace)}",
            quotes=(at,),
            note="traced",
            help=help + (or_static(value.depends, trace) if offers_static else ""),
            errors=errors,
            needs=own_arguments(value.depends, trace),
        )


def is_abstract(value: Value) -> TypeGuard[Array | Tree]:
    """Returns whether a value is surely a tracer that has no value yet, not even under `grad`."""
    return is_tracer(value) and value.kind == "abstract"

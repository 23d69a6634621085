"""Options of wrappers: what they name must be there, or JAX refuses to wrap."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.events.misuse import WrongOption
from jitlint.trace.frames import Frame
from jitlint.trace.python.arguments import known_numbers
from jitlint.trace.values import Sequence, Static, Value
from jitlint.trace.wrappers.signatures import Target

if TYPE_CHECKING:
    from jitlint.models.words import Model
    from jitlint.trace.tracer import Tracer

NAMES = ("static_argnames", "donate_argnames")
NUMBERS = ("static_argnums", "donate_argnums")


def check_options(
    tracer: "Tracer",
    model: "Model",
    options: dict[str, Value],
    target: Target,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Tells what a wrapper's options name or number that its function does not have."""
    kinds = {parameter.kind for parameter in target.parameters}
    for option, named in _named(model, options, target, kinds):
        tracer.emit(
            WrongOption,
            frame,
            node,
            wrapper=model.name,
            function=target.name,
            option=option,
            named=named,
        )


def _named(
    model: "Model", options: dict[str, Value], target: Target, kinds: set[str]
) -> Iterator[tuple[str, str]]:
    names = {parameter.name for parameter in target.parameters}
    for option in NAMES if not kinds & {"star", "stars"} else ():
        for name in _texts(options.get(option)):
            if name not in names:
                yield option, name
    count = sum(p.kind in ("positional", "ordinary") for p in target.parameters)
    for option in NUMBERS if "star" not in kinds and model.name == "jax.jit" else ():
        for number in known_numbers(options[option]) or () if option in options else ():
            if not -count <= number < count:
                yield option, str(number)


def _texts(value: Value | None) -> Iterator[str]:
    """Yields the names as they are written: JAX takes no list within a text."""
    match value:
        case Static(value=str() as text, known=True):
            yield text
        case Sequence(items=list() as items):
            for item in items:
                yield from _texts(item)
        case _:
            return

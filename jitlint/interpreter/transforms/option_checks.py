"""Options of wrappers: what they name must be there, or JAX refuses to wrap."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import known_numbers
from jitlint.interpreter.domain.tree import within
from jitlint.interpreter.domain.values import Frame, Static, Value
from jitlint.interpreter.events.misuse import WrongOption
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model

NAMES = ("static_argnames", "donate_argnames")
NUMBERS = ("static_argnums", "donate_argnums")


def check_options(
    machine: Machine,
    model: "Model",
    options: dict[str, Value],
    target: Target,
    node: ir.Node,
    frame: Frame,
) -> bool:
    """Emits an event for each name or number in an option that the function does not have.

    Says whether there is none, and a wrapper is made.
    """
    kinds = {parameter.kind for parameter in target.parameters}
    wrong = [*_named(model, options, target, kinds)]
    for option, named in wrong:
        machine.emit(
            WrongOption,
            frame,
            node,
            wrapper=model.name,
            function=target.name,
            option=option,
            named=named,
        )
    return not wrong


def _named(
    model: "Model", options: dict[str, Value], target: Target, kinds: set[str]
) -> Iterator[tuple[str, str]]:
    names = {parameter.name for parameter in target.parameters} | target.named
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
    for each in () if value is None else within(value):
        if isinstance(each, Static) and isinstance(each.value, str):
            yield each.value

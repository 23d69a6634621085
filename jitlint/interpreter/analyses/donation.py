"""Donated buffers: what a call was given to overwrite must not be read again."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses.aliases import aliases
from jitlint.interpreter.domain.arguments import known_numbers, known_strings
from jitlint.interpreter.domain.values import Frame, Static, Transformed
from jitlint.interpreter.events.misuse import DonatedRead
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine

QUESTIONS = frozenset(f"builtins.{name}" for name in ("isinstance", "len", "type", "id"))
METADATA = frozenset("shape dtype ndim size is_deleted aval sharding".split())


def donate(
    machine: Machine, wrapper: Transformed, target: Target, node: ir.Node, frame: Frame
) -> None:
    """Records the names whose arrays a call donates; inside a trace nothing is donated."""
    donated = _donated(wrapper, target)
    if machine.traces or not donated or not isinstance(node, ir.Call):
        return
    for number, argument in enumerate(node.arguments):
        parameter = target.positional(number) if not argument.keyword else None
        name = parameter.name if parameter else argument.keyword
        if name not in donated or not isinstance(argument.value, ir.Name) or argument.stars:
            continue
        if not isinstance(frame.names.get(argument.value.id), Static):
            gone = argument.value.id
            for each in (gone, *aliases(machine, gone, node, frame)):
                frame.facts[each, "donated"] = node.at
            frame.donates = True


def read(machine: Machine, node: ir.Name, frame: Frame) -> None:
    """Emits an event where a name is read whose buffer is gone."""
    gone = frame.facts.get((node.id, "donated"))
    if gone is not None:
        donated_at = Place(frame.path, gone)
        machine.emit(DonatedRead, frame, node, name=node.id, donated_at=donated_at)
        frame.environment.forget(node.id, "donated")


def _donated(wrapper: Transformed, target: Target) -> set[str]:
    numbers = known_numbers(wrapper.options.get("donate_argnums", Static(None, known=True))) or ()
    names = known_strings(wrapper.options.get("donate_argnames", Static(None, known=True))) or ()
    found = (target.positional(number) for number in numbers if number >= 0)
    return {parameter.name for parameter in found if parameter is not None} | set(names)

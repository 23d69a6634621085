"""Donated buffers: what a call was given to overwrite must not be read again."""

from collections.abc import Iterable, Iterator

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import donated_twice
from jitlint.interpreter.analyses.aliases import aliases
from jitlint.interpreter.analyses.unread_buffers import asks_no_values, is_metadata
from jitlint.interpreter.analyses.usable_donations import may_be_used
from jitlint.interpreter.domain.arguments import known_numbers, known_strings
from jitlint.interpreter.domain.values import Frame, OneOf, Static, Transformed, Value
from jitlint.interpreter.events.facts import Donated, NothingDonated
from jitlint.interpreter.events.misuse import DonatedRead
from jitlint.interpreter.objects.attributes import LIKE_CALLING
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine

__all__ = ["asks_no_values", "donate", "donated_reads", "is_metadata", "read"]

# Of `donate_argnums` only `jax.jit` finds out which arguments are meant that come by keyword.
BY_KEYWORD = "jax.jit"


def donate(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    result: Value,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Records the names whose arrays a call donates; inside a trace nothing is donated."""
    donated = _donated(wrapper, target)
    if not donated or not isinstance(node, ir.Call) or _only_traces(node, frame):
        return
    if machine.staging:
        machine.note(NothingDonated(frame.place(node)))
    if machine.traces:
        return
    passed = [*_passed(wrapper, target, node)]
    donated_twice.check(machine, target, donated, passed, result, node, frame)
    earlier: list[str] = []
    for name, argument in passed:
        if name not in donated or not isinstance(argument.value, ir.Name) or argument.stars:
            continue
        given = frame.names.get(argument.value.id)
        if isinstance(given, Static) or not may_be_used(target, name, earlier, given, result):
            continue
        earlier.append(name)
        gone = argument.value.id
        for each in (gone, *aliases(machine, gone, node, frame)):
            frame.facts[each, "donated"] = node.at
        frame.donates = True


def _only_traces(node: ir.Call, frame: Frame) -> bool:
    """Says whether a call is of a wrapper's `lower` or the like, which runs nothing."""
    match node.function:
        case ir.Attribute(value=owner, name=name) if name in LIKE_CALLING:
            wrappers = frame.value_of(owner)
            return isinstance(wrappers, Transformed | OneOf)
        case _:
            return False


def read(machine: Machine, node: ir.Name, frame: Frame) -> None:
    """Records that a name is read whose buffer is gone."""
    gone = frame.facts.get((node.id, "donated"))
    if gone is not None and not machine.traces:
        donated_at = Place(frame.path, gone)
        machine.note(Donated(DonatedRead(frame.place(node), None, node.id, donated_at)))
        frame.environment.forget(node.id, "donated")


def donated_reads(
    reads: Iterable[Donated], staged: Iterable[NothingDonated]
) -> Iterator[DonatedRead]:
    """Yields the reads of what is gone; a call that some trace stages is no call of its own."""
    within_traces = {note.at for note in staged}
    return (each.event for each in reads if each.event.donated_at not in within_traces)


def _passed(
    wrapper: Transformed, target: Target, node: ir.Call
) -> Iterator[tuple[str, ir.Argument]]:
    """Yields the arguments that can be donated, with the parameters that take them."""
    named = _names(wrapper)
    for number, argument in enumerate(node.arguments):
        parameter = target.positional(number) if not argument.keyword else None
        name = parameter.name if parameter else argument.keyword
        if not argument.keyword or name in named or wrapper.model.name == BY_KEYWORD:
            yield name, argument


def _donated(wrapper: Transformed, target: Target) -> set[str]:
    numbers = known_numbers(wrapper.options.get("donate_argnums", Static(None, known=True))) or ()
    found = (target.positional(number) for number in numbers if number >= 0)
    return {parameter.name for parameter in found if parameter is not None} | _names(wrapper)


def _names(wrapper: Transformed) -> set[str]:
    names = known_strings(wrapper.options.get("donate_argnames", Static(None, known=True)))
    return set(names or ())

"""One array that a call is handed twice, and donates: JAX may not overwrite what it reads."""

from collections.abc import Iterable, Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Array, Frame, Origin, Value
from jitlint.interpreter.events.facts import DonatedBoth, NothingDonated
from jitlint.interpreter.events.misuse import DonatedTwice
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine

Passed = list[tuple[str, ir.Argument]]


def check(
    machine: Machine,
    target: Target,
    donated: set[str],
    passed: Passed,
    result: Value,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Records a name that stands for a donated argument and for another one that is read.

    Only where the one output is surely of the type of the array is it known to be overwritten.
    """
    if not isinstance(result, Array) or machine.mode.guarded or machine.mode.untraced:
        return
    named = [(p, a.value.id) for p, a in passed if isinstance(a.value, ir.Name) and not a.stars]
    for parameter, name in named:
        others = [p for p, n in named if n == name and p != parameter]
        read = [p for p in others if Origin(target.name, p) in result.depends]
        if parameter in donated and read and _is_overwritten(frame.names.get(name), result):
            fields = (target.name, name, parameter, read[0])
            machine.note(DonatedBoth(DonatedTwice(frame.place(node), None, *fields)))
            return


def donated_twice(
    calls: Iterable[DonatedBoth], staged: Iterable[NothingDonated]
) -> Iterator[DonatedTwice]:
    """Yields the calls that hand on an array twice; one that some trace stages donates nothing."""
    within_traces = {note.at for note in staged}
    return (each.event for each in calls if each.event.at not in within_traces)


def _is_overwritten(given: Value | None, result: Array) -> bool:
    if not isinstance(given, Array) or not given.certain or given.kind != "eager":
        return False
    shape, dtype = given.aval.shape, given.aval.dtype
    is_known = bool(dtype) and shape is not None and None not in shape
    return is_known and result.certain and (result.aval.shape, result.aval.dtype) == (shape, dtype)

"""Finds functions that are called often, as the program shows: a loop somewhere above a call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import handed_wrappers
from jitlint.interpreter.domain import values
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.limits import CALLERS_ABOVE, FEW_TURNS
from jitlint.interpreter.domain.values import Array, Frame, Function, Static, Transformed, Value
from jitlint.interpreter.events.compiling import FreshPerCall
from jitlint.interpreter.events.facts import Called, MadePerCall
from jitlint.interpreter.objects import naming
from jitlint.interpreter.state.blocks import body_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax import passing
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.turns import turns_over


def note_call(
    machine: Machine, function: Function, arguments: Arguments, frame: Frame, at: Place | None
) -> None:
    """Records that the program calls a function, outside of what JAX traces once."""
    if at is None or machine.staging or machine.mode.guarded or function.memoised:
        return
    loop = next((p for p in reversed(frame.loops) if _turns_often(machine, p, frame)), None)
    makes = function.node.name in handed_wrappers.OBJECTS
    if loop and makes and not _is_let_go(machine, at, frame):
        loop = None
    numbers = _differs_in_numbers(machine, arguments, frame)
    machine.note(Called(function.at, frame.defined, loop, numbers))


def note_wrapper(machine: Machine, wrapper: Transformed, node: ir.Node, frame: Frame) -> None:
    """Records that a function makes a staged wrapper anew for each of its calls."""
    home = wrapper.within
    maker = home.function
    if maker is None or home.memoised or home.level or wrapper.loops or machine.mode.guarded:
        return
    made = handed_wrappers.made_in(machine, wrapper, home, maker)
    how = handed_wrappers.way_of(machine, wrapper, node, frame) if made else None
    if how == "keeps" and made == "a bound method":
        return
    if how:
        event = FreshPerCall(wrapper.at, None, wrapper.model.name, made, maker.qualname, None)
        machine.note(MadePerCall(home.place(maker), event, how))


def made_per_call(made: Iterable[MadePerCall], calls: Iterable[Called]) -> Iterator[FreshPerCall]:
    """Yields the wrappers made per call, each with the loop in which its function is called."""
    callers: dict[Place, list[Called]] = {}
    for call in calls:
        callers.setdefault(call.function, []).append(call)
    with_numbers = {
        place: [call for call in found if call.numbers] for place, found in callers.items()
    }
    found: dict[Place, FreshPerCall] = {}
    for note in made:
        event = note.event
        above = with_numbers if note.how == "repeats" else callers
        loop = _loop_above(note.maker, above, frozenset())
        known = found.get(event.at)
        if (loop or note.how == "drops") and (known is None or known.loop is None):
            found[event.at] = FreshPerCall(
                event.at, None, event.wrapper, event.made, event.function, loop
            )
    yield from found.values()


def _loop_above(
    function: Place, callers: Mapping[Place, Sequence[Called]], below: frozenset[Place]
) -> Place | None:
    if function in below or len(below) >= CALLERS_ABOVE:
        return None
    calls = callers.get(function, ())
    found = next((call.loop for call in calls if call.loop), None)
    above = (call.caller for call in calls if call.caller is not None)
    inner = below | {function}
    return found or next(filter(None, (_loop_above(c, callers, inner) for c in above)), None)


def _turns_often(machine: Machine, loop: Place, frame: Frame) -> bool:
    """Says whether a loop takes more turns than few; what is written down can be counted."""
    written = (iterable for _, iterable in turns_over(machine.loops.get(loop)))
    if any(isinstance(each, ir.Collection) and len(each.items) > FEW_TURNS for each in written):
        return True
    return loop not in frame.targets or bool(frame.targets[loop])


def _differs_in_numbers(machine: Machine, arguments: Arguments, frame: Frame) -> bool:
    """Says whether what may differ from call to call are numbers that JAX could trace."""
    if arguments.rest is not None:
        return False
    body = machine.loops.get(frame.loops[-1]) if frame.loops else frame.function
    if body is None:
        return False
    same = machine.state_of(Questions).ask(passing.same_in, body)
    named = [*enumerate(arguments.positional), *arguments.keywords.items()]
    return all(
        (place := arguments.places.get(key)) is not None
        and (place.node in same or _is_traceable(value))
        for key, value in named
    )


def _is_traceable(value: Value, depth: int = 2) -> bool:
    match value:
        case Array() | Static(type="float" | "numpy"):
            return True
        case values.Sequence(items=[_, *_] as items):
            return depth > 0 and all(_is_traceable(each, depth - 1) for each in items)
        case values.Mapping(items=held, rest=None) if held:
            return depth > 0 and all(_is_traceable(each, depth - 1) for each in held.values())
        case _:
            return False


def _is_let_go(machine: Machine, at: Place, frame: Frame) -> bool:
    """Says whether the object that a call makes is asked for something, and kept nowhere."""
    around = frame.around
    body = body_of(machine, around)
    callees = machine.state_of(Questions).ask(passing.handed_to, body).get(at.node)
    return callees is not None and all(
        isinstance(naming.named(machine, each, around), Transformed) for each in callees
    )

"""Finds functions that are called often, as the program shows: a loop somewhere above a call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import CALLERS_ABOVE
from jitlint.interpreter.domain.values import Bound, Frame, Function, Partial, Transformed
from jitlint.interpreter.events.compiling import FreshPerCall
from jitlint.interpreter.events.facts import Called, MadePerCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import bound_names, children, walk


def note_call(machine: Machine, function: Function, frame: Frame, at: bool) -> None:
    """Records that the program calls a function, outside of what JAX traces once."""
    if at and not machine.staging and not machine.mode.guarded and not function.memoised:
        loop = next((p for p in reversed(frame.loops) if _turns_often(p, frame)), None)
        machine.note(Called(function.at, frame.defined, loop))


def note_wrapper(machine: Machine, wrapper: Transformed, node: ir.Node, frame: Frame) -> None:
    """Records that a function calls a staged wrapper that it has made for this one call."""
    maker = frame.function
    if maker is None or machine.staging or frame.memoised or frame.loops or wrapper.loops:
        return
    made = _made_in(machine, wrapper, frame, maker) if wrapper.within is frame else ""
    if made and isinstance(node, ir.Call) and _is_dropped(machine, node.function, maker):
        event = FreshPerCall(wrapper.at, None, wrapper.model.name, made, maker.qualname, None)
        machine.note(MadePerCall(frame.place(maker), event))


def made_per_call(made: Iterable[MadePerCall], calls: Iterable[Called]) -> Iterator[FreshPerCall]:
    """Yields the wrappers made per call, each with the loop in which its function is called."""
    callers: dict[Place, list[Called]] = {}
    for call in calls:
        callers.setdefault(call.function, []).append(call)
    for note in made:
        loop = _loop_above(note.maker, callers, frozenset())
        event = note.event
        yield FreshPerCall(event.at, None, event.wrapper, event.made, event.function, loop)


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


def _turns_often(loop: Place, frame: Frame) -> bool:
    return loop not in frame.targets or bool(frame.targets[loop])


def _made_in(machine: Machine, wrapper: Transformed, frame: Frame, maker: ir.Function) -> str:
    """Says what a wrapper wraps that the same call of the function has made anew."""
    match wrapper.function:
        case Function(node=node) as function if function.frame is frame:
            return "a lambda" if node.name == "<lambda>" else "a def"
        case Transformed() as inner if inner.within is frame:
            return f"{inner.model.name}(…)"
        case Partial() if wrapper.at.node in machine.state_of(Questions).ask(_written_in, maker):
            return "functools.partial"
        case Bound() if wrapper.at.node in machine.state_of(Questions).ask(_written_in, maker):
            return "a bound method"
        case _:
            return ""


def _written_in(maker: ir.Function) -> set[int]:
    """Returns the numbers of the calls whose first argument the function makes itself."""
    bound, found = set(bound_names(maker.body)), set[int]()
    for node in walk(maker.body):
        match node:
            case ir.Call(arguments=(ir.Argument(value=ir.Name(id=name)), *_)) if name not in bound:
                pass
            case ir.Call(arguments=(_, *_)):
                found.add(node.at)
            case _:
                pass
    return found


def _is_dropped(machine: Machine, callee: ir.Expression, maker: ir.Function) -> bool:
    """A wrapper that is kept, in a cache or an attribute, may be made but once."""
    match callee:
        case ir.Call():
            return True
        case ir.Name(id=name):
            outer = name in (*maker.globals, *maker.nonlocals)
            return not outer and name not in machine.state_of(Questions).ask(_used, maker)
        case _:
            return False


def _used(function: ir.Function) -> set[str]:
    """Returns the names that a function reads but to call what they hold."""
    waiting: list[object] = [function.body]
    found = set[str]()
    while waiting:
        match waiting.pop():
            case ir.Name(id=name):
                found.add(name)
            case ir.Call(function=ir.Name(), arguments=arguments):
                waiting.append(arguments)
            case ir.Assign(targets=targets, value=value):
                waiting += [each for each in targets if not isinstance(each, ir.Name)]
                waiting.append(value)
            case other:
                waiting += children(other)
    return found

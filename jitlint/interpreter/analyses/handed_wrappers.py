"""Wrappers that a function makes anew in each of its calls: who calls them, and lets them go."""

from typing import Literal

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Bound, Frame, Function, Partial, Transformed
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax import passing
from jitlint.interpreter.syntax.definitions import definitions
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.turns import turn_of
from jitlint.interpreter.syntax.walk import bound_names, walk

OBJECTS = ("__init__", "__post_init__")
Way = Literal["drops", "repeats", "handed", "keeps"]


def made_in(machine: Machine, wrapper: Transformed, frame: Frame, maker: ir.Function) -> str:
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


def way_of(machine: Machine, wrapper: Transformed, node: ir.Node, frame: Frame) -> Way | None:
    """Says in which way a call of a wrapper shows that it is made for few calls only."""
    home, maker = wrapper.within, wrapper.within.function
    if maker is not None and maker.name in OBJECTS and frame.around is not home:
        return "keeps"
    if maker is None or machine.staging or not isinstance(node, ir.Call):
        return None
    if frame.around is home:
        is_dropped = _is_dropped(machine, node.function, maker)
        return ("repeats" if frame.loops else "drops") if is_dropped else None
    making = _making(machine, node.function, frame)
    return "handed" if making is not None and _hands_on(machine, making, wrapper, frame) else None


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
            return not outer and name not in machine.state_of(Questions).ask(passing.used, maker)
        case _:
            return False


def _making(machine: Machine, callee: ir.Expression, frame: Frame) -> ir.Call | None:
    """Returns the call whose result is called, and let go in the same turn of the same loop."""
    if isinstance(callee, ir.Call):
        return callee
    if not isinstance(callee, ir.Name):
        return None
    questions, around = machine.state_of(Questions), frame.around.function
    loop = machine.loops.get(frame.loops[-1]) if frame.loops else None
    if isinstance(loop, ir.For | ir.While):
        text = questions.ask(turn_of, loop)
        made = text.made.get(callee.id, [])
        value = made[0] if len(made) == 1 and text.bound[callee.id] == 1 else None
        is_used = callee.id in questions.ask(passing.used, loop)
    elif around is not None and not frame.loops:
        value = questions.ask(definitions, around).values.get(callee.id)
        is_used = callee.id in questions.ask(passing.used, around)
    else:
        return None
    return value if isinstance(value, ir.Call) and not is_used else None


def _hands_on(machine: Machine, making: ir.Call, wrapper: Transformed, frame: Frame) -> bool:
    """Says whether a call returns what its function has made, or had made, for this call."""
    called = frame.value_of(making.function)
    called = called.function if isinstance(called, Bound) else called
    if not isinstance(called, Function) or called.memoised:
        return False
    returned = machine.state_of(Questions).ask(passing.returned_anew, called.node)
    if called.node is wrapper.within.function:
        return returned is not None and returned == {wrapper.at.node}
    return returned is not None

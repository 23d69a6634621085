"""Programs that ask whether they are traced: what they do when they know, they do on purpose."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.tree import map_children
from jitlint.interpreter.domain.values import (
    Frame,
    Function,
    Library,
    Sequence,
    Static,
    Unknown,
    Value,
)
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk_all

WHETHER = "whether traced"  # the type of a bool that says so
_UNDECIDED = Static(type="bool")
_NAMES = frozenset({"Tracer", "is_concrete", "is_top_level", "trace_state_clean", "__module__"})


def marked(machine: Machine, result: Value, function: Function) -> Value:
    """Returns what a function returned; a bool of one that asks for tracers is marked.

    So is one that stands beside others in a tuple.
    """
    match result:
        case Static(known=False, type="bool") if asks(machine, function.node):
            return Static(type=WHETHER)
        case Sequence(kind="tuple", items=[*items]) if _UNDECIDED in items:
            return map_children(result, lambda item: marked(machine, item, function))
        case _:
            return result


def asked(machine: Machine, test: ir.Expression, value: Value, frame: Frame) -> Value:
    """Returns what is assigned; a bool that says whether something is traced is marked."""
    if not isinstance(value, Static) or value.known or value.type not in ("bool", ""):
        return Static(type=WHETHER) if _is_top_level(test) else value
    return Static(type=WHETHER) if asks_for_tracing(machine, test, frame) else value


def _is_top_level(test: ir.Expression) -> bool:
    match test:
        case ir.Call(function=ir.Attribute(name=name)):
            return name in ("is_top_level", "trace_state_clean")
        case _:
            return False


def asks(machine: Machine, node: ir.Function) -> bool:
    """Says whether a function names JAX's tracers."""
    return machine.state_of(Questions).ask(_names_tracers_in_body, node)


def _names_tracers_in_body(function: ir.Function) -> bool:
    return _names_tracers(function.body)


def asks_for_tracing(machine: Machine, test: ir.Expression, frame: Frame) -> bool:
    """Says whether a test that nobody could decide asks if something is traced."""
    ask = machine.state_of(Questions).ask
    match test:
        case ir.Unary(operator="not", operand=operand):
            return asks_for_tracing(machine, operand, frame)
        case ir.Boolean(left=left, right=right):
            return any(asks_for_tracing(machine, each, frame) for each in (left, right))
        case ir.Call(function=ir.Name(id="isinstance"), arguments=(subject, cls)):
            is_open = isinstance(frame.value_of(subject.value), Unknown)
            return ask(_names_tracers, cls.value) or (is_open and _is_ndarray(cls.value, frame))
        case ir.Call() if ask(_names_tracers, test):
            return True
        case ir.Call(function=called) if _asks_itself(machine, frame.value_of(called)):
            return True
        case ir.Name() | ir.Attribute() | ir.Call():
            value = frame.value_of(test)
            return isinstance(value, Static) and value.type == WHETHER
        case _:
            return False


def _is_ndarray(cls: ir.Expression, frame: Frame) -> bool:
    """No tracer is an ndarray: whoever asks for one computes on the host where it is."""
    value = frame.value_of(cls)
    return isinstance(value, Library) and value.name == "numpy.ndarray"


def _asks_itself(machine: Machine, called: Value) -> bool:
    """Says whether a call asks for tracers even where nobody has followed it."""
    return isinstance(called, Function) and asks(machine, called.node)


def _names_tracers(node: object) -> bool:
    return any(
        (isinstance(each, ir.Name) and each.id in _NAMES)
        or (isinstance(each, ir.Attribute) and each.name in _NAMES)
        for each in walk_all(node)
    )

"""Truth: what a value says when Python asks it yes or no."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Frame,
    Function,
    Instance,
    Sequence,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.eval import assumptions
from jitlint.interpreter.events import Branch
from jitlint.interpreter.objects import dunder_calls
from jitlint.interpreter.state.machine import Machine

OLDEST_PYTHON = 10
_BROAD = frozenset("Exception BaseException TypeError ValueError IndexError".split())
_GUARDS = frozenset(
    "Exception BaseException TypeError ValueError ConcretizationTypeError IndexError"
    " NonConcreteBooleanIndexError TracerBoolConversionError TracerArrayConversionError"
    " TracerIntegerConversionError"
    " UnexpectedTracerError JAXTypeError JAXIndexError AttributeError".split()
)


def decide(machine: Machine, test: ir.Expression, asks: str, frame: Frame) -> bool | None:
    """Returns which way a test goes, or None where it is not decided, after asking it."""
    value = asked(machine, machine.evaluate(test, frame), test, frame)
    if isinstance(value, Array):
        machine.emit(Branch, frame, test, asks=asks, test=value)
        return None
    if _asks_for_a_recent_python(test):
        return True
    known = truth(value)
    return assumptions.assumed(test, frame) if known is None and asks != "while" else known


def asked(machine: Machine, value: Value, node: ir.Node, frame: Frame) -> Value:
    """Returns what answers for a value that is asked for its truth: an object's own method."""
    for name in ("__bool__", "__len__") if isinstance(value, Instance) else ():
        answer = dunder_calls.call(machine, value, name, [], node, frame)
        if answer is not None:
            return answer if isinstance(answer, Static) else UNKNOWN
    return value


def truth(value: Value) -> bool | None:
    """Returns the truth of a value, or None where it is not known."""
    match value:
        case Static(known=True):
            return bool(value.value)
        case Function() | Class():
            return True
        case _:
            return None


def _asks_for_a_recent_python(test: ir.Expression) -> bool:
    """Every Python that runs a current JAX is newer than 3.10."""
    match test:
        case ir.Compare(
            left=ir.Attribute(value=ir.Name(id="sys"), name="version_info"),
            operators=(">" | ">=",),
            rights=(
                ir.Collection(items=(ir.Constant(value=3), ir.Constant(value=int() as minor))),
            ),
        ):
            return minor <= OLDEST_PYTHON
        case _:
            return False


def asks_of_tree(test: ir.Expression, frame: Frame) -> bool:
    """Says whether a test asks if an argument of unknown structure is None, or of what class."""
    match test:
        case ir.Compare(left=left, operators=("is" | "is not",)):
            subject: ir.Expression = left
        case ir.Call(function=ir.Name(id="isinstance" | "hasattr"), arguments=(first, *_)):
            subject = first.value
        case ir.Unary(operator="not", operand=operand):
            return asks_of_tree(operand, frame)
        case ir.Boolean(left=left, right=right):
            return asks_of_tree(left, frame) or asks_of_tree(right, frame)
        case _:
            return False
    value = frame.value_of(subject)
    return isinstance(value, Tree) or (isinstance(value, Array) and not value.certain)


def swallows(error: ir.Expression | None) -> bool:
    """Says whether an `except` catches what JAX raises for a traced value."""
    match error:
        case None:
            return True
        case ir.Name(id=name) | ir.Attribute(name=name):
            return name in _GUARDS
        case ir.Collection(items=items):
            return any(swallows(item) for item in items)
        case _:
            return True


def is_bound_to_several(error: ir.Expression | None, frame: Frame) -> bool:
    """Says whether an `except` names a tuple of errors, or what nobody has seen."""
    if not isinstance(error, ir.Name):
        return False
    owner = frame.find(error.id)
    return owner is not None and isinstance(owner.names[error.id], Sequence | Unknown)


def caught(error: ir.Expression | None) -> str:
    """Returns a broad `except` in the user's words, or nothing where it names JAX's own errors."""
    match error:
        case None:
            return "except"
        case ir.Name(id=name) if name in _BROAD:
            return f"except {name}"
        case ir.Collection(items=items) if all(caught(item) for item in items):
            return f"except ({', '.join(caught(item).removeprefix('except ') for item in items)})"
        case _:
            return ""

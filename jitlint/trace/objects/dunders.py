"""Methods that Python calls for an operator, a loop or a `with` of an object of the program."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.objects import attributes
from jitlint.trace.values import Function, Instance, Transformed, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

_NAMES = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod",
    "**": "pow", "@": "matmul", "&": "and", "|": "or", "^": "xor", "<<": "lshift",
    ">>": "rshift",
}  # fmt: skip
_COMPARISONS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_UNARY = {"-": "neg", "+": "pos", "~": "invert"}


def binary(
    tracer: "Tracer", sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what `left sign right` is by a method of either, None where there is none."""
    name = _NAMES.get(sign)
    if name is None or not (isinstance(left, Instance) or isinstance(right, Instance)):
        return None
    made = call(tracer, left, f"__{name}__", [right], node, frame)
    return call(tracer, right, f"__r{name}__", [left], node, frame) if made is None else made


def augmented(
    tracer: "Tracer", sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what `left sign= right` binds by a method of either, None where there is none."""
    made = call(tracer, left, f"__i{_NAMES.get(sign)}__", [right], node, frame)
    return binary(tracer, sign, left, right, node, frame) if made is None else made


def compared(
    tracer: "Tracer", sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what a comparison is by a method of either side, None where there is none."""
    if sign not in _COMPARISONS or not (isinstance(left, Instance) or isinstance(right, Instance)):
        return None
    made = call(tracer, left, f"__{_COMPARISONS[sign]}__", [right], node, frame)
    if made is not None:
        return made
    return call(tracer, right, f"__{_COMPARISONS[_MIRRORED[sign]]}__", [left], node, frame)


def unary(tracer: "Tracer", sign: str, value: Value, node: ir.Node, frame: Frame) -> Value | None:
    """Returns what `-value` is by a method of it, None where there is none."""
    return call(tracer, value, f"__{_UNARY.get(sign)}__", [], node, frame)


def call(
    tracer: "Tracer", owner: Value, name: str, arguments: list[Value], node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what a method of an object of the program returns, None where it has none."""
    if not isinstance(owner, Instance):
        return None
    found = attributes.find_in_class(owner.cls, name)
    if not isinstance(found, Function | Transformed):
        return None
    return tracer.call_with(
        attributes.get(tracer, owner, name, node, frame), arguments, node, frame
    )

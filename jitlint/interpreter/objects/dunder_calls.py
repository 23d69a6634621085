"""Methods that Python calls for an operator, a loop or a `with` of an object of the program."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Function, Instance, Transformed, Value
from jitlint.interpreter.objects import attributes
from jitlint.interpreter.state.machine import Machine

_NAMES = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod",
    "**": "pow", "@": "matmul", "&": "and", "|": "or", "^": "xor", "<<": "lshift",
    ">>": "rshift",
}  # fmt: skip
_COMPARISONS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_UNARY = {"-": "neg", "+": "pos", "~": "invert"}


def binary(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what `left sign right` is by a method of either, None where there is none."""
    name = _NAMES.get(sign)
    if name is None or not (type(left) is Instance or type(right) is Instance):
        return None
    made = call(machine, left, f"__{name}__", [right], node, frame)
    return call(machine, right, f"__r{name}__", [left], node, frame) if made is None else made


def augmented(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what `left sign= right` binds by a method of either, None where there is none."""
    made = call(machine, left, f"__i{_NAMES.get(sign)}__", [right], node, frame)
    return binary(machine, sign, left, right, node, frame) if made is None else made


def compared(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what a comparison is by a method of either side, None where there is none."""
    if sign not in _COMPARISONS or not (isinstance(left, Instance) or isinstance(right, Instance)):
        return None
    made = call(machine, left, f"__{_COMPARISONS[sign]}__", [right], node, frame)
    if made is not None:
        return made
    return call(machine, right, f"__{_COMPARISONS[_MIRRORED[sign]]}__", [left], node, frame)


def unary(machine: Machine, sign: str, value: Value, node: ir.Node, frame: Frame) -> Value | None:
    """Returns what `-value` is by a method of it, None where there is none."""
    return call(machine, value, f"__{_UNARY.get(sign)}__", [], node, frame)


def call(
    machine: Machine,
    owner: Value,
    name: str,
    arguments: list[Value],
    node: ir.Node,
    frame: Frame,
) -> Value | None:
    """Returns what a method of an object of the program returns, None where it has none."""
    if type(owner) is not Instance:
        return None
    found = attributes.find_in_class(owner.cls, name)
    if not isinstance(found, Function | Transformed):
        return None
    return machine.call_with(
        attributes.get(machine, owner, name, node, frame), arguments, node, frame
    )

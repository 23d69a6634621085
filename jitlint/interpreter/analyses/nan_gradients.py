"""Gradients that are NaN where `where` does not choose: zero times what is infinite there.

A derivative of `where` hands zero to the side that is not chosen, and the derivative of a root or a
quotient multiplies it by infinity. So a test that keeps a function off its singular points does not
keep its derivative off.
"""

from collections.abc import Callable, Iterator

from jitlint.frontend import ir
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.domain.values import Frame, Library, Static, Value
from jitlint.interpreter.events.misuse import SingularGradient
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.definitions import defined, is_bound_anew
from jitlint.interpreter.syntax.walk import walk

Singular = Callable[[float], bool]
CHOOSING = frozenset({"jax.numpy.where", "jax.lax.select"})
_ROOTS = frozenset({"jax.numpy.sqrt", "jax.lax.sqrt", "jax.lax.rsqrt"})
_NORM = "jax.numpy.linalg.norm"
# Functions whose derivative is infinite or NaN at some numbers: a test asks JAX of each.
SINGULAR: dict[str, Singular] = {
    **dict.fromkeys(sorted(_ROOTS), lambda x: x <= 0),
    **dict.fromkeys([f"jax.numpy.{n}" for n in ("log", "log2", "log10")], lambda x: x == 0),
    "jax.lax.log": lambda x: x == 0,
    "jax.numpy.log1p": lambda x: x == -1,
    "jax.numpy.reciprocal": lambda x: x == 0,
    **dict.fromkeys(["jax.numpy.arccos", "jax.numpy.arcsin"], lambda x: abs(x) >= 1),
}
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_GUARDS = frozenset(
    {
        *(f"jax.numpy.{name}" for name in ("where", "maximum", "clip", "exp", "nan_to_num")),
        *("jax.lax.select", "jax.lax.max", "jax.lax.clamp", "jax.nn.softplus", "jax.nn.sigmoid"),
    }
)
_SQUARED = 2


def check_call(machine: Machine, made: LibraryCall) -> None:
    """Emits an event where a side of a choice is singular at what its test leaves to the other."""
    match made.node:
        case ir.Call(arguments=(test, yes, no)) if made.model.name in CHOOSING:
            for argument, chosen in ((yes, True), (no, False)):
                if tangents.of(made.frame.value_of(argument.value)) is not None:
                    _check_side(machine, made.frame, test.value, argument.value, chosen)
        case ir.Call(arguments=(squared,)) if made.model.name == "jax.numpy.square":
            _check_square(machine, squared.value, made.node, made.frame)
        case _:
            return


def check_operator(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> None:
    """Emits an event where a root is squared by which a gradient is taken."""
    if tangents.of(left) is None or not isinstance(node, ir.Binary):
        return
    is_square = sign == "**" and isinstance(right, Static) and right.value == _SQUARED
    is_product = sign == "*" and _same(node.left, node.right, frame)
    if is_square or is_product:
        _check_square(machine, node.left, node, frame)


def _check_square(machine: Machine, root: ir.Expression, node: ir.Node, frame: Frame) -> None:
    match _meant(root, frame):
        case ir.Call(function=function, arguments=(argument, *_)):
            name = _name(function, frame)
        case _:
            return
    is_root = name == _NORM or name in _ROOTS - {"jax.lax.rsqrt"}
    if is_root and tangents.of(frame.value_of(argument.value)) and not _is_guarded(argument, frame):
        fields = {"function": name, "how": "square"}
        machine.emit(SingularGradient, frame, node, **fields, argument=frame.place(argument.value))


def _check_side(
    machine: Machine, frame: Frame, test: ir.Expression, side: ir.Expression, chosen: bool
) -> None:
    limits = [*_limits(_meant(test, frame), chosen, frame)]
    if not limits:
        return
    for node, name, operand, singular in _singular_in(_meant(side, frame), frame):
        for tested, sign, bound in limits:
            if (
                _same(tested, operand, frame)
                and _meets(singular, sign, bound)
                and not _is_guarded(operand, frame)
            ):
                fields = {"function": name, "how": "choice"}
                place = frame.place(operand)
                machine.emit(SingularGradient, frame, node, **fields, argument=place)
                return


def _limits(
    test: ir.Expression, chosen: bool, frame: Frame
) -> Iterator[tuple[ir.Expression, str, float]]:
    """Yields comparisons with numbers, each of which holds wherever the side is chosen."""
    match test:
        case ir.Binary(operator="&" | "|" as sign, left=left, right=right):
            if (sign == "&") == chosen:
                yield from _limits(_meant(left, frame), chosen, frame)
                yield from _limits(_meant(right, frame), chosen, frame)
        case ir.Unary(operator="~", operand=operand):
            yield from _limits(_meant(operand, frame), not chosen, frame)
        case ir.Compare(left=left, operators=(sign,), rights=(right,)) if sign in _SIGNS:
            bound, other = _number(right, frame), _number(left, frame)
            if bound is not None:
                yield left, sign if chosen else f"not {sign}", bound
            elif other is not None:
                yield right, _MIRRORED[sign] if chosen else f"not {_MIRRORED[sign]}", other
        case _:
            return


def _meets(singular: Singular, sign: str, bound: float) -> bool:
    """Says whether a derivative is singular at some number for which the side is not chosen."""
    holds, wanted = _SIGNS[sign.removeprefix("not ")], not sign.startswith("not ")
    beyond = abs(bound) + 1
    tried = (0.0, 1.0, -1.0, bound, beyond, -beyond)
    return any(singular(each) and holds(each, bound) != wanted for each in tried)


def _singular_in(
    side: ir.Expression, frame: Frame
) -> Iterator[tuple[ir.Node, str, ir.Expression, Singular]]:
    """Yields the functions in an expression whose derivatives are singular somewhere."""
    for node in walk(side):
        match node:
            case ir.Call(function=function, arguments=(argument,)):
                name = _name(function, frame)
                marked = tangents.of(frame.value_of(argument.value))
                if name in SINGULAR and marked:
                    yield node, name, argument.value, SINGULAR[name]
            case ir.Binary(operator="/", right=operand) if tangents.of(frame.value_of(node)):
                yield node, "/", operand, lambda x: x == 0
            case ir.Binary(operator="**", left=operand, right=power) if tangents.of(
                frame.value_of(operand)
            ):
                number = _number(power, frame)
                if number is not None and number < 1 and number != 0:
                    is_root = number != int(number)
                    yield node, "**", operand, (lambda x: x <= 0) if is_root else (lambda x: x == 0)
            case _:
                continue


def _meant(node: ir.Expression, frame: Frame) -> ir.Expression:
    """Returns the one expression that a name stands for, or what is written."""
    found = defined(node.id, frame.function) if isinstance(node, ir.Name) else None
    return node if found is None or not frame.has_value(found) else found


def _is_guarded(node: ir.Expression | ir.Argument, frame: Frame) -> bool:
    """Says whether an operand may be kept off a singular point, or is bound more than once."""
    node = node.value if isinstance(node, ir.Argument) else node
    for name in (each.id for each in walk(node) if isinstance(each, ir.Name)):
        if is_bound_anew(name, frame.function):
            return True
    found = _meant(node, frame)
    for each in walk(found):
        match each:
            case ir.Call(function=function) if _name(function, frame) in _GUARDS:
                return True
            case ir.Binary(operator="+", left=left, right=right):
                if _number(left, frame) is not None or _number(right, frame) is not None:
                    return True
            case ir.Name() if each is not found and _is_guarded(each, frame):
                return True
            case _:
                continue
    return False


def _same(left: ir.Expression, right: ir.Expression, frame: Frame) -> bool:
    """Says whether two expressions are the same name, item or attribute."""
    match left, right:
        case ir.Name(id=one), ir.Name(id=other):
            return one == other
        case ir.Attribute(value=a, name=one), ir.Attribute(value=b, name=other):
            return one == other and _same(a, b, frame)
        case ir.Subscript(value=a, index=i), ir.Subscript(value=b, index=j):
            one, other = frame.value_of(i), frame.value_of(j)
            is_known = isinstance(one, Static) and one.known and one == other
            return is_known and _same(a, b, frame)
        case _:
            return False


def _name(function: ir.Expression, frame: Frame) -> str:
    value = frame.value_of(function)
    return value.name if isinstance(value, Library) else ""


def _number(node: ir.Expression, frame: Frame) -> float | None:
    value = frame.value_of(node)
    if isinstance(value, Static) and value.known and type(value.value) in (int, float):
        return float(value.value or 0)
    return None

"""Gradients that are NaN where `where` does not choose: zero times what is infinite there.

A derivative of `where` hands zero to the side that is not chosen, and the derivative of a root or a
quotient multiplies it by infinity. So a test that keeps a function off its singular points does not
keep its derivative off.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jitlint.frontend import ir
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.domain.limits import GUARD_NODES
from jitlint.interpreter.domain.tangent import Tangent
from jitlint.interpreter.domain.values import Frame, Library, Static, Value
from jitlint.interpreter.events.misuse import SingularGradient
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.definitions import Definitions, definitions
from jitlint.interpreter.syntax.questions import Questions
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


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a function that is running, with the values of its expressions."""

    frame: Frame
    names: Definitions

    @classmethod
    def of(cls, machine: Machine, frame: Frame) -> "_Text":
        """Returns the text of the function that a frame runs."""
        function = frame.function
        ask = machine.state_of(Questions).ask
        return cls(frame, ask(definitions, function) if function else Definitions())

    def meant(self, node: ir.Expression) -> ir.Expression:
        """Returns the one expression that a name stands for, or what is written."""
        found = self.names.values.get(node.id) if isinstance(node, ir.Name) else None
        return node if found is None or not self.frame.has_value(found) else found

    def behind(self, node: ir.Expression) -> Iterator[ir.Node]:
        """Yields the nodes of an expression, and of what its names stand for, each name once."""
        todo, opened = [node], set[str]()
        while todo:
            for each in walk(todo.pop()):
                yield each
                if isinstance(each, ir.Name) and each.id not in opened:
                    opened.add(each.id)
                    found = self.meant(each)
                    todo += [found] if found is not each else []

    def name(self, function: ir.Expression) -> str:
        """Returns the name of a function of a library."""
        value = self.frame.value_of(function)
        return value.name if isinstance(value, Library) else ""

    def number(self, node: ir.Expression) -> float | None:
        """Returns the number that an expression is known to be."""
        value = self.frame.value_of(node)
        if isinstance(value, Static) and value.known and type(value.value) in (int, float):
            return float(value.value or 0)
        return None

    def tangent(self, node: ir.Expression) -> Tangent | None:
        """Returns the tangent that an expression surely has."""
        return tangents.of(self.frame.value_of(node))


def check_call(machine: Machine, made: LibraryCall) -> None:
    """Emits an event where a side of a choice is singular at what its test leaves to the other."""
    match made.node:
        case ir.Call(arguments=(test, yes, no)) if made.model.name in CHOOSING:
            text = _Text.of(machine, made.frame)
            for argument, chosen in ((yes, True), (no, False)):
                if text.tangent(argument.value) is not None:
                    _check_side(machine, text, test.value, argument.value, chosen)
        case ir.Call(arguments=(squared,)) if made.model.name == "jax.numpy.square":
            _check_square(machine, squared.value, made.node, _Text.of(machine, made.frame))
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
        _check_square(machine, node.left, node, _Text.of(machine, frame))


def _check_square(machine: Machine, root: ir.Expression, node: ir.Node, text: _Text) -> None:
    match text.meant(root):
        case ir.Call(function=function, arguments=(argument, *_)):
            name, operand = text.name(function), argument.value
        case _:
            return
    is_root = name == _NORM or name in _ROOTS - {"jax.lax.rsqrt"}
    if is_root and text.tangent(operand) and not _is_guarded(operand, text):
        fields = {"function": name, "how": "square"}
        place = text.frame.place(operand)
        machine.emit(SingularGradient, text.frame, node, **fields, argument=place)


def _check_side(
    machine: Machine, text: _Text, test: ir.Expression, side: ir.Expression, chosen: bool
) -> None:
    limits = [*_limits(test, chosen, text)]
    if not limits:
        return
    for node, name, operand, singular in _singular_in(text.meant(side), text):
        for tested, sign, bound in limits:
            if (
                _same(tested, operand, text.frame)
                and _meets(singular, sign, bound)
                and not _is_guarded(operand, text)
            ):
                fields = {"function": name, "how": "choice"}
                place = text.frame.place(operand)
                machine.emit(SingularGradient, text.frame, node, **fields, argument=place)
                return


def _limits(
    test: ir.Expression, chosen: bool, text: _Text
) -> Iterator[tuple[ir.Expression, str, float]]:
    """Yields comparisons with numbers, each of which holds wherever the side is chosen."""
    todo, opened = [(test, chosen)], set[tuple[str, bool]]()
    for node, holds in todo:  # which grows meanwhile
        if isinstance(node, ir.Name):
            if (node.id, holds) in opened:
                continue
            opened.add((node.id, holds))
        match text.meant(node):
            case ir.Binary(operator="&" | "|" as sign, left=left, right=right):
                todo += [(left, holds), (right, holds)] if (sign == "&") == holds else []
            case ir.Unary(operator="~", operand=operand):
                todo.append((operand, not holds))
            case ir.Compare(left=left, operators=(sign,), rights=(right,)) if sign in _SIGNS:
                bound, other = text.number(right), text.number(left)
                if bound is not None:
                    yield left, sign if holds else f"not {sign}", bound
                elif other is not None:
                    yield right, _MIRRORED[sign] if holds else f"not {_MIRRORED[sign]}", other
            case _:
                continue


def _meets(singular: Singular, sign: str, bound: float) -> bool:
    """Says whether a derivative is singular at some number for which the side is not chosen."""
    holds, wanted = _SIGNS[sign.removeprefix("not ")], not sign.startswith("not ")
    beyond = abs(bound) + 1
    tried = (0.0, 1.0, -1.0, bound, beyond, -beyond)
    return any(singular(each) and holds(each, bound) != wanted for each in tried)


def _singular_in(
    side: ir.Expression, text: _Text
) -> Iterator[tuple[ir.Node, str, ir.Expression, Singular]]:
    """Yields the functions in an expression whose derivatives are singular somewhere."""
    for node in walk(side):
        match node:
            case ir.Call(function=function, arguments=(argument,)):
                name = text.name(function)
                if name in SINGULAR and text.tangent(argument.value):
                    yield node, name, argument.value, SINGULAR[name]
            case ir.Binary(operator="/", right=operand) if text.tangent(node):
                yield node, "/", operand, lambda x: x == 0
            case ir.Binary(operator="**", left=operand, right=power) if text.tangent(operand):
                number = text.number(power)
                if number is not None and number < 1 and number != 0:
                    is_root = number != int(number)
                    yield node, "**", operand, (lambda x: x <= 0) if is_root else (lambda x: x == 0)
            case _:
                continue


def _is_guarded(operand: ir.Expression, text: _Text) -> bool:
    """Says whether an operand may be kept off a singular point, or is bound more than once.

    So it may be where it stands for more than is looked at.
    """
    for count, node in enumerate(text.behind(operand)):
        match node:
            case _ if count > GUARD_NODES:
                return True
            case ir.Name(id=name) if name in text.names.anew:
                return True
            case ir.Call(function=function) if text.name(function) in _GUARDS:
                return True
            case ir.Binary(operator="+", left=left, right=right):
                if text.number(left) is not None or text.number(right) is not None:
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

"""Operators: arithmetic makes arrays, comparison makes arrays of bools, `and` asks for truth."""

from jitlint.frontend import ir
from jitlint.interpreter.analyses import nan_gradients, wide_integers
from jitlint.interpreter.avals import operators as avals
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.avals.reading import aval_of
from jitlint.interpreter.domain.constant_folding import fold
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, combine, element_of, join, text_of
from jitlint.interpreter.domain.limits import KNOWN_ITEMS
from jitlint.interpreter.domain.values import (
    BOOL,
    Array,
    Class,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Mapping,
    Module,
    Sequence,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.eval import branches
from jitlint.interpreter.events import Branch, Hash
from jitlint.interpreter.libraries import requirements
from jitlint.interpreter.objects import dunder_calls, enums, unfit_shapes
from jitlint.interpreter.objects.attributes import VARIABLE
from jitlint.interpreter.objects.comparison import ordered
from jitlint.interpreter.state.machine import Machine


def unary(machine: Machine, node: ir.Unary, frame: Frame) -> Value:
    """Returns what `not x`, `-x`, `+x`, `~x` is worth."""
    if node.operator == "not":
        decided = machine.decide(node.operand, "not", frame)
        return BOOL if decided is None else Static(not decided, known=True, type="bool")
    value = machine.evaluate(node.operand, frame)
    match value:
        case Array() | Tree():
            dtype = value.dtype if isinstance(value, Array) and node.operator == "~" else ""
            made = combine([value], machine.staging, dtype, aval_of(value))
            return made if value.tangent is None else tangents.of_sign(node.operator, value, made)
        case Static(value=int() | float() as number, known=True) if node.operator == "-":
            return Static(-number, known=True, type=value.type)
        case Static():
            return Static(type=value.type)
        case _:
            made = dunder_calls.unary(machine, node.operator, value, node, frame)
            return UNKNOWN if made is None else made


def binary(machine: Machine, node: ir.Binary, left: Value, frame: Frame) -> Value:
    """Returns what `left operator right` is worth, after the left side was evaluated."""
    right = machine.evaluate(node.right, frame)
    if node.operator == "%" and isinstance(left, Static) and left.type == "str":
        machine.percent_format(left, right, node, frame)
        return text_of([left, right])
    left, right = _held(left), _held(right)
    made = dunder_calls.binary(machine, node.operator, left, right, node, frame)
    if made is not None:
        return made
    unfit_shapes.check_operator(machine, node.operator, left, right, node, frame)
    wide_integers.check_operator(machine, node.operator, left, right, node, frame)
    nan_gradients.check_operator(machine, node.operator, left, right, node, frame)
    return arithmetic(machine, node.operator, left, right, frame)


def _held(value: Value) -> Value:
    """A variable of a module computes as what it holds."""
    if type(value) is Foreign and value.cls == VARIABLE:
        return value.owner or UNKNOWN
    return value


def arithmetic(machine: Machine, sign: str, left: Value, right: Value, frame: Frame) -> Value:
    """Returns what an operator makes of two values."""
    match left, right:
        case (Library() | Class() | Sequence(), Library() | Class()) if sign == "|":
            return Sequence("tuple", [left, right], UNKNOWN, frame.level)
        case (Array(), _) | (_, Array()):
            masks = sign in ("&", "|", "^") and _is_mask(left) and _is_mask(right)
            aval = avals.binary(sign, left, right)
            made = combine([left, right], machine.staging, "bool" if masks else "", aval)
            return tangents.of_operator(sign, left, right, made)
        case (Tree(), Static()) | (Static(), Tree()):
            made = combine([left, right], machine.staging)
            return tangents.of_operator(sign, left, right, made)
        case (Tree(), Tree() | Unknown()) | (Unknown(), Tree()):
            array = combine([left, right], machine.staging)
            array = tangents.of_operator(sign, left, right, array)
            return Tree(array.kind, array.depends, array.level, array.tangent)
        case Static(), Static():
            return fold(sign, left, right)
        case Mapping(), Mapping() if sign == "|":
            rest = left.rest if right.rest is None else right.rest
            exact = left.exact and right.exact
            return Mapping({**left.items, **right.items}, rest, frame.level, exact=exact)
        case Sequence(), Sequence() if sign == "+" and left.kind == right.kind:
            return _concatenated(left, right, frame)
        case Sequence(items=list() as items), Static(value=int() as count, known=True) if (
            sign == "*" and len(items) * count <= KNOWN_ITEMS
        ):
            return Sequence(left.kind, items * count, UNKNOWN, frame.level)
        case Sequence(), Static() if sign == "*":
            return Sequence(left.kind, None, element_of(left), frame.level)
        case _:
            return UNKNOWN


def compare(machine: Machine, node: ir.Compare, frame: Frame) -> Value:
    """Returns what a comparison is worth; a chain asks each link but the last for its truth."""
    donates, frame.donates = frame.donates, frame.donates and "is" not in node.operators[0]
    left = machine.evaluate(node.left, frame)
    frame.donates = donates
    right = machine.evaluate(node.rights[0], frame)
    requirements.check_type(machine, node, frame)
    if _is_passed(node, left, right, frame):
        return Static("not" in node.operators[0], known=True, type="bool")
    result = _compared(machine, node.operators[0], left, right, node, frame)
    return _chained(machine, node, right, result, frame) if len(node.rights) > 1 else result


def _is_passed(node: ir.Compare, left: Value, right: Value, frame: Frame) -> bool:
    """Whoever passes something for a parameter whose default is None, passes no None."""
    match node:
        case ir.Compare(left=ir.Name(id=name), operators=("is" | "is not",)) if (
            isinstance(left, Unknown) and right == NONE and frame.called_at and frame.function
        ):
            optional = (p for p in frame.function.parameters if p.name == name and p.default)
            default = next((parameter.default for parameter in optional), None)
            is_none = isinstance(default, ir.Constant) and default.value is None
            return is_none and isinstance(frame.given.get(name), Unknown)
        case _:
            return False


def _chained(
    machine: Machine, node: ir.Compare, right: Value, result: Value, frame: Frame
) -> Value:
    """Asks each link but the last for its truth; one that fails ends the chain."""
    is_sure, is_tested = True, False
    for sign, following in zip(node.operators[1:], node.rights[1:], strict=True):
        if isinstance(result, Array) and not is_tested:
            machine.emit(Branch, frame, node, asks="a chained comparison", test=result)
            is_tested = True
        holds = machine.truth(result)
        if holds is False:
            return result
        is_sure = is_sure and holds is True
        left, right = right, _operand(machine, following, is_sure, frame)
        result = UNKNOWN if is_tested else _compared(machine, sign, left, right, node, frame)
    return result if is_sure or isinstance(result, Array) else BOOL


def _operand(machine: Machine, node: ir.Expression, is_sure: bool, frame: Frame) -> Value:
    if is_sure:
        return machine.evaluate(node, frame)
    return branches.perhaps(machine, node, frame.environment, frame)


def _compared(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Compare, frame: Frame
) -> Value:
    match sign:
        case "is" | "is not":
            return _identity(machine, sign, left, right)
        case "in" | "not in":
            return _membership(machine, sign, left, right, node, frame)
        case "==" | "!=" if (is_same := _is_same(machine, left, right)) is not None:
            return Static(is_same == (sign == "=="), known=True, type="bool")
        case _:
            made = dunder_calls.compared(machine, sign, left, right, node, frame)
            if made is not None:
                return made
            unfit_shapes.check_operator(machine, sign, left, right, node, frame)
            wide_integers.check_operator(machine, sign, left, right, node, frame)
            return ordered(machine, sign, left, right)


def _is_mask(value: Value) -> bool:
    return isinstance(value, Array) and value.dtype == "bool"


def _identity(machine: Machine, sign: str, left: Value, right: Value) -> Value:
    none = Static(None, known=True, type="None")
    if none not in (left, right):
        is_same = _is_same(machine, left, right)
        is_same = _is_same_constant(left, right) if is_same is None else is_same
        return BOOL if is_same is None else Static(is_same == (sign == "is"), True, "bool")
    other = right if left == none else left
    match other:
        case Static(known=True):
            same = other.value is None
        case Array(certain=True) | Sequence() | Mapping() | Class() | Function() | Instance():
            same = False
        case Static(type="int" | "float" | "complex" | "bool" | "str" | "numpy"):
            same = False
        case _:
            return BOOL
    return Static(same == (sign == "is"), known=True, type="bool")


def _is_same(machine: Machine, left: Value, right: Value) -> bool | None:
    """Says whether two names are of one module, which programs ask of `xp`, None if unknown."""
    match left, right:
        case Library(name=one), Library(name=other) if one == other:
            return True
        case Library(name=one), Library(name=other):
            modules = machine.models.is_module
            return False if modules(one) and modules(other) else None
        case Module(name=one), Module(name=other):
            return one == other
        case (Library(name=name), Module()) | (Module(), Library(name=name)):
            return False if machine.models.is_module(name) else None
        case _:
            return None


def _is_same_constant(left: Value, right: Value) -> bool | None:
    """Says whether a value is a certain member of an enum, or `True` itself, which equals 1."""
    match left, right:
        case Static(known=True, type=enums.MEMBER), Static(known=True, type=enums.MEMBER):
            return left == right
        case Static(known=True, type=kind), Static(known=True, type="bool") if kind:
            return left.value is right.value
        case Array(certain=True), Static(type="bool"):
            return False
        case _:
            return None


def _membership(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Compare, frame: Frame
) -> Value:
    tested = [left] if isinstance(left, Array) else []
    match right:
        case Array():
            tested = [right, *tested]
        case Sequence() if (held := _known_item(left, right)) is not None:
            return Static(held == (sign == "in"), known=True, type="bool")
        case Sequence() if not tested and right.items is not None:
            tested = [item for item in right.items if isinstance(item, Array)]
        case Sequence():
            pass
        case Mapping() if isinstance(left, Array):
            at = frame.place(node.left)
            machine.emit(Hash, frame, node, by="a dict key", value=left, value_at=at)
            tested = []
        case Mapping(items=items) if isinstance(left, Static) and left.known:
            return _known_key(sign, left, right, items)
        case Static(value=str() as text, known=True):
            match left:
                case Static(value=str() as part, known=True):
                    return Static((part in text) == (sign == "in"), known=True, type="bool")
                case _:
                    pass
        case Instance():
            held = dunder_calls.call(machine, right, "__contains__", [left], node, frame)
            tested = [held] if isinstance(held, Array) else []
        case _:
            tested = []
    if tested and not (isinstance(left, Static) and left.type == "str"):
        test = combine(tested, machine.staging, "bool")
        machine.emit(Branch, frame, node, asks=sign, test=test)
    return BOOL


def _known_item(item: Value, right: Sequence) -> bool | None:
    """Says whether a constant is one of those that are written down, None if unknown."""
    if right.items is None or not (isinstance(item, Static) and item.known):
        return None
    for each in right.items:
        if not (isinstance(each, Static) and each.known):
            return None
        if each.value == item.value:
            return True
    return False


def _known_key(sign: str, key: Static, right: Mapping, items: dict[str | int, Value]) -> Value:
    if isinstance(key.value, str | int) and key.value in items:
        return Static(sign == "in", known=True, type="bool")
    return BOOL if right.rest is not None else Static(sign != "in", known=True, type="bool")


def _concatenated(left: Sequence, right: Sequence, frame: Frame) -> Value:
    known = left.items is not None and right.items is not None
    if known and len(left.items or []) + len(right.items or []) <= KNOWN_ITEMS:
        return Sequence(
            left.kind, [*(left.items or []), *(right.items or [])], UNKNOWN, frame.level
        )
    element = join(element_of(left), element_of(right))
    return Sequence(left.kind, None, element, frame.level)

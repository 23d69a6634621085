"""Lowers expressions other than literals and functions: names, calls, operators, containers."""

from collections.abc import Sequence

import libcst as cst

from jitlint.read import ir
from jitlint.read.lowering import LowerExpression, Lowering

SINGLETONS = {"None": None, "True": True, "False": False}
UNARY: dict[type, str] = {
    cst.Not: "not",
    cst.Minus: "-",
    cst.Plus: "+",
    cst.BitInvert: "~",
}
BINARY: dict[type, str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.Divide: "/",
    cst.FloorDivide: "//",
    cst.Modulo: "%",
    cst.Power: "**",
    cst.MatrixMultiply: "@",
    cst.LeftShift: "<<",
    cst.RightShift: ">>",
    cst.BitAnd: "&",
    cst.BitOr: "|",
    cst.BitXor: "^",
}
COMPARE: dict[type, str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.In: "in",
    cst.NotIn: "not in",
    cst.Is: "is",
    cst.IsNot: "is not",
}


def code(node: cst.CSTNode) -> str:
    """Returns the source text of a node."""
    return cst.Module(body=()).code_for_node(node)


def unknown(state: Lowering, node: cst.CSTNode) -> ir.Expression:
    """Returns an expression that only its text is known of."""
    return ir.Opaque(state.place(node), code(node))


def _name(state: Lowering, node: cst.Name) -> ir.Expression:
    word = node.value
    at = state.place(node)
    return ir.Constant(at, SINGLETONS[word]) if word in SINGLETONS else ir.Name(at, word)


def _attribute(state: Lowering, node: cst.Attribute) -> ir.Expression:
    at = state.place(node)
    return ir.Attribute(at, state.expression(node.value), node.attr.value)


def _call(state: Lowering, node: cst.Call) -> ir.Expression:
    at = state.place(node)
    function = state.expression(node.func)
    return ir.Call(at, function, tuple([state.argument(argument) for argument in node.args]))


def _subscript(state: Lowering, node: cst.Subscript) -> ir.Expression:
    at = state.place(node)
    return ir.Subscript(at, state.expression(node.value), _index(state, node.slice))


def _index(state: Lowering, elements: Sequence[cst.SubscriptElement]) -> ir.Expression:
    first = elements[0]
    alone = len(elements) == 1 and not isinstance(first.comma, cst.Comma)
    if alone and getattr(first.slice, "star", None) is None:
        return _slice(state, first.slice)
    at = state.place((first, elements[-1]))
    return ir.Collection(at, "tuple", tuple([_slice(state, each.slice) for each in elements]))


def _slice(state: Lowering, node: cst.BaseSlice) -> ir.Expression:
    if isinstance(node, cst.Index):
        if node.star is None:
            return state.expression(node.value)
        at = state.place(node)
        return ir.Starred(at, state.expression(node.value))
    assert isinstance(node, cst.Slice)
    at = state.place(node)
    bounds = [state.optional(bound) for bound in (node.lower, node.upper, node.step)]
    return ir.Slice(at, *bounds)


def _unary(state: Lowering, node: cst.UnaryOperation) -> ir.Expression:
    at = state.place(node)
    return ir.Unary(at, UNARY[type(node.operator)], state.expression(node.expression))


def _binary(state: Lowering, node: cst.BinaryOperation) -> ir.Expression:
    at = state.place(node)
    left = state.expression(node.left)
    return ir.Binary(at, BINARY[type(node.operator)], left, state.expression(node.right))


def _boolean(state: Lowering, node: cst.BooleanOperation) -> ir.Expression:
    at = state.place(node)
    left = state.expression(node.left)
    operator = "and" if isinstance(node.operator, cst.And) else "or"
    return ir.Boolean(at, operator, left, state.expression(node.right))


def _compare(state: Lowering, node: cst.Comparison) -> ir.Expression:
    at = state.place(node)
    left = state.expression(node.left)
    operators = tuple([COMPARE[type(each.operator)] for each in node.comparisons])
    rights = tuple([state.expression(each.comparator) for each in node.comparisons])
    return ir.Compare(at, left, operators, rights)


def _ternary(state: Lowering, node: cst.IfExp) -> ir.Expression:
    at = state.place(node)
    test = state.expression(node.test)
    return ir.Ternary(at, test, state.expression(node.body), state.expression(node.orelse))


def _tuple(state: Lowering, node: cst.Tuple) -> ir.Expression:
    at = state.place(node)
    return ir.Collection(at, "tuple", _items(state, node))


def _list(state: Lowering, node: cst.List) -> ir.Expression:
    at = state.place(node)
    return ir.Collection(at, "list", _items(state, node))


def _set(state: Lowering, node: cst.Set) -> ir.Expression:
    at = state.place(node)
    return ir.Collection(at, "set", _items(state, node))


def _items(state: Lowering, node: cst.Tuple | cst.List | cst.Set) -> tuple[ir.Expression, ...]:
    return tuple(
        [
            _starred(state, element)
            if isinstance(element, cst.StarredElement)
            else state.expression(element.value)
            for element in node.elements
        ]
    )


def _starred(state: Lowering, node: cst.StarredElement) -> ir.Expression:
    at = state.place(node)
    return ir.Starred(at, state.expression(node.value))


def _dict(state: Lowering, node: cst.Dict) -> ir.Expression:
    at = state.place(node)
    keys: list[ir.Expression | None] = []
    values: list[ir.Expression] = []
    for element in node.elements:
        keys.append(state.expression(element.key) if isinstance(element, cst.DictElement) else None)
        values.append(state.expression(element.value))
    return ir.Dict(at, tuple(keys), tuple(values))


def _walrus(state: Lowering, node: cst.NamedExpr) -> ir.Expression:
    at = state.place(node)
    target = node.target
    state.scope.bind(target)
    name = target.value if isinstance(target, cst.Name) else ""
    return ir.Walrus(at, name, state.expression(node.value))


def _yield(state: Lowering, node: cst.Yield) -> ir.Expression:
    at = state.place(node)
    state.scope.yields = True
    value = node.value
    if isinstance(value, cst.From):
        return ir.Yield(at, state.expression(value.item), delegates=True)
    return ir.Yield(at, state.optional(value))


def _await(state: Lowering, node: cst.Await) -> ir.Expression:
    at = state.place(node)
    return ir.Await(at, state.expression(node.expression))


EXPRESSIONS: dict[type, LowerExpression] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Subscript: _subscript,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _compare,
    cst.IfExp: _ternary,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Set: _set,
    cst.StarredElement: _starred,
    cst.Dict: _dict,
    cst.NamedExpr: _walrus,
    cst.Yield: _yield,
    cst.Await: _await,
}

"""Lowers expressions other than literals and functions: names, calls, operators, containers."""

import ast
from operator import attrgetter
from typing import Literal

from jitlint.frontend import ir
from jitlint.frontend.lowering import LowerExpression, Lowering

UNARY: dict[type, str] = {
    ast.Not: "not",
    ast.USub: "-",
    ast.UAdd: "+",
    ast.Invert: "~",
}
BINARY: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
}
COMPARE: dict[type, str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}
CONTAINERS: dict[type, Literal["tuple", "list", "set"]] = {
    ast.Tuple: "tuple",
    ast.List: "list",
    ast.Set: "set",
}


def unknown(state: Lowering, node: ast.expr) -> ir.Expression:
    """Returns an expression of a kind that the IR has no word for."""
    return ir.Opaque(state.place(node), type(node).__name__)


def _name(state: Lowering, node: ast.Name) -> ir.Expression:
    return ir.Name(state.place(node), node.id)


def _attribute(state: Lowering, node: ast.Attribute) -> ir.Expression:
    at = state.place(node)
    return ir.Attribute(at, state.expressions[type(node.value)](state, node.value), node.attr)


def _call(state: Lowering, node: ast.Call) -> ir.Expression:
    at = state.place(node)
    function = state.expressions[type(node.func)](state, node.func)
    given = _in_order(node) if node.keywords else node.args
    return ir.Call(at, function, tuple([state.argument(each, node) for each in given]))


def _in_order(node: ast.Call) -> list[ast.expr | ast.keyword]:
    """Returns arguments as they are written: only `*more` may come after `name=value`."""
    given = [*node.args, *node.keywords]
    if node.args and isinstance(node.args[-1], ast.Starred):
        given.sort(key=attrgetter("lineno", "col_offset"))
    return given


def _subscript(state: Lowering, node: ast.Subscript) -> ir.Expression:
    at = state.place(node)
    value = state.expressions[type(node.value)](state, node.value)
    return ir.Subscript(at, value, state.expressions[type(node.slice)](state, node.slice))


def _slice(state: Lowering, node: ast.Slice) -> ir.Expression:
    at = state.place(node)
    lower, upper = state.optional(node.lower), state.optional(node.upper)
    return ir.Slice(at, lower, upper, state.optional(node.step))


def _unary(state: Lowering, node: ast.UnaryOp) -> ir.Expression:
    at = state.place(node)
    return ir.Unary(at, UNARY[type(node.op)], state.expression(node.operand))


def _binary(state: Lowering, node: ast.BinOp) -> ir.Expression:
    at = state.place(node)
    left = state.expressions[type(node.left)](state, node.left)
    right = state.expressions[type(node.right)](state, node.right)
    return ir.Binary(at, BINARY[type(node.op)], left, right)


def _boolean(state: Lowering, node: ast.BoolOp) -> ir.Expression:
    """A chain is one node of `ast`, and nested to the left in the IR, the outermost first."""
    operator = "and" if isinstance(node.op, ast.And) else "or"
    values = node.values
    outer = [state.place(node)]
    outer += [state.place(node, last) for last in range(len(values) - 2, 0, -1)]
    left = state.expression(values[0])
    for value in values[1:]:
        left = ir.Boolean(outer.pop(), operator, left, state.expression(value))
    return left


def _compare(state: Lowering, node: ast.Compare) -> ir.Expression:
    at = state.place(node)
    left = state.expression(node.left)
    operators = tuple([COMPARE[type(each)] for each in node.ops])
    rights = tuple([state.expression(each) for each in node.comparators])
    return ir.Compare(at, left, operators, rights)


def _ternary(state: Lowering, node: ast.IfExp) -> ir.Expression:
    at = state.place(node)
    test = state.expression(node.test)
    return ir.Ternary(at, test, state.expression(node.body), state.expression(node.orelse))


def _container(state: Lowering, node: ast.Tuple | ast.List | ast.Set) -> ir.Expression:
    at = state.place(node)
    lower = state.expressions
    items = tuple([lower[type(each)](state, each) for each in node.elts])
    return ir.Collection(at, CONTAINERS[type(node)], items)


def _starred(state: Lowering, node: ast.Starred) -> ir.Expression:
    at = state.place(node)
    return ir.Starred(at, state.expression(node.value))


def _dict(state: Lowering, node: ast.Dict) -> ir.Expression:
    at = state.place(node)
    keys: list[ir.Expression | None] = []
    values: list[ir.Expression] = []
    for key, value in zip(node.keys, node.values, strict=True):
        keys.append(state.optional(key))
        values.append(state.expression(value))
    return ir.Dict(at, tuple(keys), tuple(values))


def _walrus(state: Lowering, node: ast.NamedExpr) -> ir.Expression:
    at = state.place(node)
    state.scope.names.add(node.target.id)
    return ir.Walrus(at, node.target.id, state.expression(node.value))


def _yield(state: Lowering, node: ast.Yield) -> ir.Expression:
    at = state.place(node)
    state.scope.yields = True
    return ir.Yield(at, state.optional(node.value))


def _yield_from(state: Lowering, node: ast.YieldFrom) -> ir.Expression:
    at = state.place(node)
    state.scope.yields = True
    return ir.Yield(at, state.expression(node.value), delegates=True)


def _await(state: Lowering, node: ast.Await) -> ir.Expression:
    at = state.place(node)
    return ir.Await(at, state.expression(node.value))


EXPRESSIONS: dict[type, LowerExpression] = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _ternary,
    ast.Tuple: _container,
    ast.List: _container,
    ast.Set: _container,
    ast.Starred: _starred,
    ast.Dict: _dict,
    ast.NamedExpr: _walrus,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
    ast.Await: _await,
}

"""Converts expressions other than literals and functions: names, calls, operators, containers."""

import ast
from collections.abc import Iterable, Sequence

import libcst as cst

from jitlint.frontend.from_libcst.conversion import Conversion, Convert, word
from jitlint.frontend.from_libcst.places import NodePlace

CONSTANTS = {"True": True, "False": False, "None": None}
UNARY: dict[type, type[ast.unaryop]] = {
    cst.Not: ast.Not,
    cst.Minus: ast.USub,
    cst.Plus: ast.UAdd,
    cst.BitInvert: ast.Invert,
}
BINARY: dict[type, type[ast.operator]] = {
    cst.Add: ast.Add,
    cst.Subtract: ast.Sub,
    cst.Multiply: ast.Mult,
    cst.Divide: ast.Div,
    cst.FloorDivide: ast.FloorDiv,
    cst.Modulo: ast.Mod,
    cst.Power: ast.Pow,
    cst.MatrixMultiply: ast.MatMult,
    cst.LeftShift: ast.LShift,
    cst.RightShift: ast.RShift,
    cst.BitAnd: ast.BitAnd,
    cst.BitOr: ast.BitOr,
    cst.BitXor: ast.BitXor,
}
COMPARE: dict[type, type[ast.cmpop]] = {
    cst.Equal: ast.Eq,
    cst.NotEqual: ast.NotEq,
    cst.LessThan: ast.Lt,
    cst.LessThanEqual: ast.LtE,
    cst.GreaterThan: ast.Gt,
    cst.GreaterThanEqual: ast.GtE,
    cst.In: ast.In,
    cst.NotIn: ast.NotIn,
    cst.Is: ast.Is,
    cst.IsNot: ast.IsNot,
}


def name(state: Conversion, node: cst.Name) -> ast.expr:
    """Returns a name, or one of the three constants that LibCST takes for names."""
    if node.value in CONSTANTS:
        return ast.Constant(CONSTANTS[node.value], **state.at(node))
    return ast.Name(word(node), ast.Load(), **state.at(node))


def arguments(
    state: Conversion, nodes: Iterable[cst.Arg]
) -> tuple[list[ast.expr], list[ast.keyword]]:
    """Returns the arguments of a call or a class: those without a name, and the others."""
    positional, keywords = list[ast.expr](), list[ast.keyword]()
    for node in nodes:
        value: ast.expr = state.any(node.value)
        if node.keyword or node.star == "**":
            name = word(node.keyword) if node.keyword else None
            keywords.append(ast.keyword(name, value, **state.at(node)))
        elif node.star:
            positional.append(ast.Starred(value, ast.Load(), **state.at(node)))
        else:
            positional.append(value)
    return positional, keywords


def _attribute(state: Conversion, node: cst.Attribute) -> ast.expr:
    return ast.Attribute(state.any(node.value), word(node.attr), ast.Load(), **state.at(node))


def _call(state: Conversion, node: cst.Call) -> ast.expr:
    given, keywords = arguments(state, node.args)
    match node.args:
        case [cst.Arg(value=cst.GeneratorExp(lpar=[]))]:  # its parentheses are those of the call
            before = state.places.end([node.func, *node.func.rpar][-1])
            start, end = state.places.next("(", before), state.places.end(node)
            for name, value in state.places.between(start, end).items():
                setattr(given[0], name, value)
        case _:
            pass
    return ast.Call(state.any(node.func), given, keywords, **state.at(node))


def _subscript(state: Conversion, node: cst.Subscript) -> ast.expr:
    inside: list[ast.expr] = [state.any(each.slice) for each in node.slice]
    first, last = node.slice[0], node.slice[-1]
    if len(inside) > 1 or isinstance(last.comma, cst.Comma) or isinstance(inside[0], ast.Starred):
        end = last.comma if isinstance(last.comma, cst.Comma) else _last_of(last.slice)
        index: ast.expr = ast.Tuple(inside, ast.Load(), **state.places.of(first, end))
    else:
        [index] = inside
    return ast.Subscript(state.any(node.value), index, ast.Load(), **state.at(node))


def _index(state: Conversion, node: cst.Index) -> ast.expr:
    value = state.any(node.value)
    return ast.Starred(value, ast.Load(), **state.at(node)) if node.star else value


def _slice(state: Conversion, node: cst.Slice) -> ast.expr:
    lower, upper = state.optional(node.lower), state.optional(node.upper)
    place = state.places.of(node, _last_of(node))
    return ast.Slice(lower, upper, state.optional(node.step), **place)


def _last_of(node: cst.BaseSlice) -> cst.CSTNode:
    """Returns what an index ends with: LibCST counts the spaces after a last colon to a slice."""
    match node:
        case cst.Slice(step=None, second_colon=cst.Colon() as colon):
            return colon
        case cst.Slice(upper=None, step=None, first_colon=colon):
            return colon
        case _:
            return node


def _unary(state: Conversion, node: cst.UnaryOperation) -> ast.expr:
    return ast.UnaryOp(UNARY[type(node.operator)](), state.any(node.expression), **state.at(node))


def _binary(state: Conversion, node: cst.BinaryOperation) -> ast.expr:
    left = state.any(node.left)
    operator = BINARY[type(node.operator)]()
    return ast.BinOp(left, operator, state.any(node.right), **state.at(node))


def _boolean(state: Conversion, node: cst.BooleanOperation) -> ast.expr:
    """A chain is nested in LibCST, and one node of `ast`."""
    kind, rest, left = type(node.operator), [node.right], node.left
    while isinstance(left, cst.BooleanOperation) and type(left.operator) is kind and not left.lpar:
        rest.append(left.right)
        left = left.left
    operator = ast.And() if kind is cst.And else ast.Or()
    values = [state.any(each) for each in (left, *reversed(rest))]
    return ast.BoolOp(operator, values, **state.at(node))


def _compare(state: Conversion, node: cst.Comparison) -> ast.expr:
    left = state.any(node.left)
    operators = [COMPARE[type(each.operator)]() for each in node.comparisons]
    rights = [state.any(each.comparator) for each in node.comparisons]
    return ast.Compare(left, operators, rights, **state.at(node))


def _ternary(state: Conversion, node: cst.IfExp) -> ast.expr:
    test, body = state.any(node.test), state.any(node.body)
    return ast.IfExp(test, body, state.any(node.orelse), **state.at(node))


def _tuple(state: Conversion, node: cst.Tuple) -> ast.expr:
    return ast.Tuple(_items(state, node.elements), ast.Load(), **in_parentheses(state, node))


def in_parentheses(
    state: Conversion, node: cst.Tuple | cst.GeneratorExp | cst.MatchTuple
) -> NodePlace:
    """Returns the place of a node with the innermost of its parentheses."""
    return state.places.of(node.lpar[-1], node.rpar[0]) if node.lpar else state.at(node)


def _list(state: Conversion, node: cst.List) -> ast.expr:
    return ast.List(_items(state, node.elements), ast.Load(), **state.at(node))


def _set(state: Conversion, node: cst.Set) -> ast.expr:
    return ast.Set(_items(state, node.elements), **state.at(node))


def _items(state: Conversion, nodes: Sequence[cst.BaseElement]) -> list[ast.expr]:
    return [state.any(each) for each in nodes]


def _element(state: Conversion, node: cst.Element) -> ast.expr:
    return state.any(node.value)


def _starred(state: Conversion, node: cst.StarredElement) -> ast.expr:
    return ast.Starred(state.any(node.value), ast.Load(), **state.at(node))


def _dict(state: Conversion, node: cst.Dict) -> ast.expr:
    keys = [each.key if isinstance(each, cst.DictElement) else None for each in node.elements]
    values = [state.any(each.value) for each in node.elements]
    return ast.Dict([state.optional(key) for key in keys], values, **state.at(node))


def _walrus(state: Conversion, node: cst.NamedExpr) -> ast.expr:
    return ast.NamedExpr(state.target(node.target), state.any(node.value), **state.at(node))


def _yield(state: Conversion, node: cst.Yield) -> ast.expr:
    if isinstance(node.value, cst.From):
        return ast.YieldFrom(state.any(node.value.item), **state.at(node))
    return ast.Yield(state.optional(node.value), **state.at(node))


def _await(state: Conversion, node: cst.Await) -> ast.expr:
    return ast.Await(state.any(node.expression), **state.at(node))


EXPRESSIONS: dict[type, Convert] = {
    cst.Name: name,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Subscript: _subscript,
    cst.Index: _index,
    cst.Slice: _slice,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _compare,
    cst.IfExp: _ternary,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Set: _set,
    cst.Element: _element,
    cst.StarredElement: _starred,
    cst.Dict: _dict,
    cst.NamedExpr: _walrus,
    cst.Yield: _yield,
    cst.Await: _await,
}

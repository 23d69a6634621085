"""Lowers compound statements: branches, loops, `with`, `try`."""

import ast

from jitlint.frontend import ir
from jitlint.frontend.lowering import Lowering, LowerStatement


def _if(state: Lowering, node: ast.If) -> ir.Statement:
    at = state.place(node)
    test = state.expression(node.test)
    return ir.If(at, test, state.block(node.body), state.block(node.orelse))


def _while(state: Lowering, node: ast.While) -> ir.Statement:
    at = state.place(node)
    test = state.expression(node.test)
    return ir.While(at, test, state.block(node.body), state.block(node.orelse))


def _for(state: Lowering, node: ast.For | ast.AsyncFor) -> ir.Statement:
    at = state.place(node)
    iterable = state.expression(node.iter)
    target = state.target(node.target)
    return ir.For(at, target, iterable, state.block(node.body), state.block(node.orelse))


def _with(state: Lowering, node: ast.With | ast.AsyncWith) -> ir.Statement:
    at = state.place(node)
    items = tuple([_item(state, item, node) for item in node.items])
    return ir.With(at, items, state.block(node.body))


def _item(state: Lowering, node: ast.withitem, within: ast.With | ast.AsyncWith) -> ir.WithItem:
    at = state.place(node, within)
    value = state.expression(node.context_expr)
    target = node.optional_vars
    return ir.WithItem(at, value, None if target is None else state.target(target))


def _try(state: Lowering, node: ast.Try | ast.TryStar) -> ir.Statement:
    at = state.place(node)
    body = state.block(node.body)
    handlers = tuple([_handler(state, handler) for handler in node.handlers])
    orelse = state.block(node.orelse)
    return ir.Try(at, body, handlers, orelse, state.block(node.finalbody))


def _handler(state: Lowering, node: ast.ExceptHandler) -> ir.Handler:
    at = state.place(node)
    error = state.optional(node.type)
    name = node.name or ""
    if name:
        state.scope.names.add(name)
    return ir.Handler(at, error, name, state.block(node.body))


BLOCKS: dict[type, LowerStatement] = {
    ast.If: _if,
    ast.While: _while,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.TryStar: _try,
}

"""Lowers compound statements: branches, loops, `with`, `try`."""

from collections.abc import Sequence

import libcst as cst

from jitlint.read import ir
from jitlint.read.lowering import Lowering, LowerStatement


def _if(state: Lowering, node: cst.If) -> ir.Statement:
    at = state.place(node)
    test = state.expression(node.test)
    body = state.block(node.body)
    orelse = node.orelse
    if isinstance(orelse, cst.If):
        return ir.If(at, test, body, (_if(state, orelse),))
    return ir.If(at, test, body, _else(state, orelse))


def _else(state: Lowering, node: cst.Else | cst.Finally | None) -> tuple[ir.Statement, ...]:
    return () if node is None else state.block(node.body)


def _while(state: Lowering, node: cst.While) -> ir.Statement:
    at = state.place(node)
    test = state.expression(node.test)
    return ir.While(at, test, state.block(node.body), _else(state, node.orelse))


def _for(state: Lowering, node: cst.For) -> ir.Statement:
    at = state.place(node)
    iterable = state.expression(node.iter)
    target = state.target(node.target)
    return ir.For(at, target, iterable, state.block(node.body), _else(state, node.orelse))


def _with(state: Lowering, node: cst.With) -> ir.Statement:
    at = state.place(node)
    items = tuple([_item(state, item) for item in node.items])
    return ir.With(at, items, state.block(node.body))


def _item(state: Lowering, node: cst.WithItem) -> ir.WithItem:
    at = state.place(node)
    value = state.expression(node.item)
    return ir.WithItem(at, value, None if node.asname is None else state.target(node.asname.name))


def _try(state: Lowering, node: cst.Try | cst.TryStar) -> ir.Statement:
    at = state.place(node)
    body = state.block(node.body)
    handlers = _handlers(state, node.handlers)
    orelse = _else(state, node.orelse)
    return ir.Try(at, body, handlers, orelse, _else(state, node.finalbody))


def _handlers(
    state: Lowering, nodes: Sequence[cst.ExceptHandler | cst.ExceptStarHandler]
) -> tuple[ir.Handler, ...]:
    return tuple([_handler(state, node) for node in nodes])


def _handler(state: Lowering, node: cst.ExceptHandler | cst.ExceptStarHandler) -> ir.Handler:
    at = state.place(node)
    error = state.optional(node.type)
    name = ""
    if node.name is not None and isinstance(node.name.name, cst.Name):
        state.scope.bind(node.name.name)
        name = node.name.name.value
    return ir.Handler(at, error, name, state.block(node.body))


BLOCKS: dict[type, LowerStatement] = {
    cst.If: _if,
    cst.While: _while,
    cst.For: _for,
    cst.With: _with,
    cst.Try: _try,
    cst.TryStar: _try,
}

"""Lowers simple statements: assignments, imports, jumps, declarations."""

import ast
from typing import Any

from jitlint.frontend import ir
from jitlint.frontend.lower_expressions import BINARY, unknown
from jitlint.frontend.lowering import Lowering, LowerStatement
from jitlint.frontend.newer_nodes import TypeAlias


def nothing(state: Lowering, node: ast.stmt) -> None:
    """Leaves a statement out."""


def _evaluate(state: Lowering, node: ast.Expr) -> ir.Statement:
    at = state.place(node)
    return ir.Evaluate(at, state.expression(node.value))


def _assign(state: Lowering, node: ast.Assign) -> ir.Statement:
    at = state.place(node)
    value = state.expression(node.value)
    return ir.Assign(at, tuple([state.target(target) for target in node.targets]), value)


def _annotate(state: Lowering, node: ast.AnnAssign) -> ir.Statement:
    at = state.place(node)
    value = state.optional(node.value)
    targets = (state.target(node.target),)
    return ir.Assign(at, targets, value, state.expression(node.annotation))


def _augment(state: Lowering, node: ast.AugAssign) -> ir.Statement:
    at = state.place(node)
    target = state.target(node.target)
    return ir.Augment(at, target, BINARY[type(node.op)], state.expression(node.value))


def _alias(state: Lowering, node: Any) -> ir.Statement:
    """A `type` statement, which Python knows since 3.12."""
    at = state.place(node)
    target = state.target(node.name)
    return ir.Assign(at, (target,), unknown(state, node.value))


def _return(state: Lowering, node: ast.Return) -> ir.Statement:
    at = state.place(node)
    return ir.Return(at, state.optional(node.value))


def _raise(state: Lowering, node: ast.Raise) -> ir.Statement:
    at = state.place(node)
    return ir.Raise(at, state.optional(node.exc))


def _assert(state: Lowering, node: ast.Assert) -> ir.Statement:
    at = state.place(node)
    return ir.Assert(at, state.expression(node.test), state.optional(node.msg))


def _delete(state: Lowering, node: ast.Delete) -> ir.Statement:
    at = state.place(node)
    targets = node.targets
    match targets:
        case [ast.Tuple(elts=inside)] | [ast.List(elts=inside)]:
            targets = inside
        case _:
            pass
    return ir.Delete(at, tuple([state.target(target) for target in targets]))


def _break(state: Lowering, node: ast.Break) -> ir.Statement:
    return ir.Jump(state.place(node), "break")


def _continue(state: Lowering, node: ast.Continue) -> ir.Statement:
    return ir.Jump(state.place(node), "continue")


def _global(state: Lowering, node: ast.Global) -> None:
    state.scope.globals.extend(node.names)


def _nonlocal(state: Lowering, node: ast.Nonlocal) -> None:
    state.scope.nonlocals.extend(node.names)


def _import(state: Lowering, node: ast.Import) -> ir.Statement:
    at = state.place(node)
    return ir.Import(at, None, 0, tuple([_imported(state, each) for each in node.names]))


def _import_from(state: Lowering, node: ast.ImportFrom) -> ir.Statement:
    at = state.place(node)
    names = tuple([_imported(state, each) for each in node.names])
    return ir.Import(at, node.module or "", node.level, names)


def _imported(state: Lowering, node: ast.alias) -> ir.ImportedName:
    at = state.place(node)
    alias = node.asname or node.name.partition(".")[0]
    if alias != "*":
        state.scope.names.add(alias)
    return ir.ImportedName(at, node.name, alias)


SIMPLE: dict[type, LowerStatement] = {
    ast.Expr: _evaluate,
    ast.Assign: _assign,
    ast.AnnAssign: _annotate,
    ast.AugAssign: _augment,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Delete: _delete,
    ast.Break: _break,
    ast.Continue: _continue,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    TypeAlias: _alias,
}

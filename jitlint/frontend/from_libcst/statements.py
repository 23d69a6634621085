"""Converts statements but definitions and `match`: assignments, imports, loops, `try`."""

import ast

import libcst as cst

from jitlint.frontend.from_libcst.conversion import Conversion, Convert, as_target, word
from jitlint.frontend.from_libcst.expressions import BINARY
from jitlint.frontend.from_libcst.functions import type_parameters
from jitlint.frontend.newer_nodes import TypeAlias

AUGMENTED: dict[type, type[ast.operator]] = {
    getattr(cst, f"{each.__name__}Assign"): operator for each, operator in BINARY.items()
}
JUMPS: dict[type, type[ast.stmt]] = {
    cst.Pass: ast.Pass,
    cst.Break: ast.Break,
    cst.Continue: ast.Continue,
}


def _evaluate(state: Conversion, node: cst.Expr) -> ast.stmt:
    return ast.Expr(state.any(node.value), **state.at(node))


def _jump(state: Conversion, node: cst.Pass | cst.Break | cst.Continue) -> ast.stmt:
    return JUMPS[type(node)](**state.at(node))


def _assign(state: Conversion, node: cst.Assign) -> ast.stmt:
    targets = [state.target(each.target) for each in node.targets]
    return ast.Assign(targets, state.any(node.value), **state.at(node))


def _annotate(state: Conversion, node: cst.AnnAssign) -> ast.stmt:
    target, simple = node.target, isinstance(node.target, cst.Name) and not node.target.lpar
    annotation, value = state.any(node.annotation.annotation), state.optional(node.value)
    return ast.AnnAssign(
        state.target(target), annotation, value, simple=int(simple), **state.at(node)
    )


def _augment(state: Conversion, node: cst.AugAssign) -> ast.stmt:
    target, operator = state.target(node.target), AUGMENTED[type(node.operator)]()
    return ast.AugAssign(target, operator, state.any(node.value), **state.at(node))


def _alias(state: Conversion, node: cst.TypeAlias) -> ast.stmt:
    return TypeAlias(
        name=state.target(node.name),
        type_params=type_parameters(state, node.type_parameters),
        value=state.any(node.value),
        **state.at(node),
    )


def _return(state: Conversion, node: cst.Return) -> ast.stmt:
    return ast.Return(state.optional(node.value), **state.at(node))


def _raise(state: Conversion, node: cst.Raise) -> ast.stmt:
    cause = state.any(node.cause.item) if node.cause else None
    return ast.Raise(state.optional(node.exc), cause, **state.at(node))


def _assert(state: Conversion, node: cst.Assert) -> ast.stmt:
    return ast.Assert(state.any(node.test), state.optional(node.msg), **state.at(node))


def _delete(state: Conversion, node: cst.Del) -> ast.stmt:
    target, context = node.target, ast.Del()
    inside = [each.value for each in target.elements] if isinstance(target, cst.Tuple) else []
    bare = inside if isinstance(target, cst.Tuple) and not target.lpar else [target]
    return ast.Delete([as_target(state.any(each), context) for each in bare], **state.at(node))


def _global(state: Conversion, node: cst.Global) -> ast.stmt:
    return ast.Global([word(each.name) for each in node.names], **state.at(node))


def _nonlocal(state: Conversion, node: cst.Nonlocal) -> ast.stmt:
    return ast.Nonlocal([word(each.name) for each in node.names], **state.at(node))


def _import(state: Conversion, node: cst.Import) -> ast.stmt:
    return ast.Import([_imported(state, each) for each in node.names], **state.at(node))


def _import_from(state: Conversion, node: cst.ImportFrom) -> ast.stmt:
    if isinstance(node.names, cst.ImportStar):
        names = [ast.alias("*", None, **state.at(node.names))]
    else:
        names = [_imported(state, each) for each in node.names]
    module = _dotted(node.module) if node.module else None
    return ast.ImportFrom(module, names, len(node.relative), **state.at(node))


def _imported(state: Conversion, node: cst.ImportAlias) -> ast.alias:
    alias = node.asname.name if node.asname else None
    local = word(alias) if isinstance(alias, cst.Name) else None
    return ast.alias(_dotted(node.name), local, **state.at(node))


def _dotted(node: cst.BaseExpression) -> str:
    words: list[str] = []
    while isinstance(node, cst.Attribute):
        words.append(word(node.attr))
        node = node.value
    assert isinstance(node, cst.Name)
    return ".".join([word(node), *reversed(words)])


def _if(state: Conversion, node: cst.If) -> ast.stmt:
    test, body, other = state.any(node.test), state.block(node.body), node.orelse
    orelse = [state.any(other)] if isinstance(other, cst.If) else state.block(other)
    return ast.If(test, body, orelse, **state.at(node))


def _while(state: Conversion, node: cst.While) -> ast.stmt:
    test, body = state.any(node.test), state.block(node.body)
    return ast.While(test, body, state.block(node.orelse), **state.at(node))


def _for(state: Conversion, node: cst.For) -> ast.stmt:
    make = ast.For if node.asynchronous is None else ast.AsyncFor
    target, values = state.target(node.target), state.any(node.iter)
    body, orelse = state.block(node.body), state.block(node.orelse)
    return make(target, values, body, orelse, **state.at(node))


def _with(state: Conversion, node: cst.With) -> ast.stmt:
    make = ast.With if node.asynchronous is None else ast.AsyncWith
    items = [_item(state, each) for each in node.items]
    return make(items, state.block(node.body), **state.at(node))


def _item(state: Conversion, node: cst.WithItem) -> ast.withitem:
    target = state.target(node.asname.name) if node.asname else None
    return ast.withitem(state.any(node.item), target)


def _try(state: Conversion, node: cst.Try | cst.TryStar) -> ast.stmt:
    make = ast.Try if isinstance(node, cst.Try) else ast.TryStar
    body = state.block(node.body)
    handlers: list[ast.ExceptHandler] = [_handler(state, each) for each in node.handlers]
    orelse, last = state.block(node.orelse), state.block(node.finalbody)
    return make(body, handlers, orelse, last, **state.at(node))


def _handler(
    state: Conversion, node: cst.ExceptHandler | cst.ExceptStarHandler
) -> ast.ExceptHandler:
    alias = node.name.name if node.name else None
    name = word(alias) if isinstance(alias, cst.Name) else None
    error = state.optional(node.type)
    return ast.ExceptHandler(error, name, state.block(node.body), **state.at(node))


SIMPLE: dict[type, Convert] = {
    cst.Expr: _evaluate,
    cst.Pass: _jump,
    cst.Break: _jump,
    cst.Continue: _jump,
    cst.Assign: _assign,
    cst.AnnAssign: _annotate,
    cst.AugAssign: _augment,
    cst.TypeAlias: _alias,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Del: _delete,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
}
BLOCKS: dict[type, Convert] = {
    cst.If: _if,
    cst.While: _while,
    cst.For: _for,
    cst.With: _with,
    cst.Try: _try,
    cst.TryStar: _try,
}

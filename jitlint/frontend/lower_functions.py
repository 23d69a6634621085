"""Lowers nodes that open a scope: functions, lambdas, classes, comprehensions."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from jitlint.frontend import ir
from jitlint.frontend.function_hashes import Body
from jitlint.frontend.lowering import LowerExpression, Lowering, LowerStatement, Scope

ParameterKind = Literal["positional", "ordinary", "star", "keyword", "stars"]
ParameterRow = tuple[ParameterKind, ast.arg, ast.expr | None]
ComprehensionKind = Literal["list", "set", "dict", "generator"]
AnyComprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

COMPREHENSIONS: dict[type, ComprehensionKind] = {
    ast.ListComp: "list",
    ast.SetComp: "set",
    ast.DictComp: "dict",
    ast.GeneratorExp: "generator",
}


def _function(state: Lowering, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ir.Statement:
    name = node.name
    at = state.place(node)
    state.functions += 1
    state.scope.names.add(name)
    decorators = _decorators(state, node.decorator_list)
    parameters = _parameters(state, node.args)
    returns = state.optional(node.returns)
    outer, state.scope = state.scope, _enter(state, name, parameters)
    state.scope.names.update(_type_parameters(node))
    first = state.ordinals
    body = state.block(node.body)
    inner, state.scope = state.scope, outer
    if not outer.is_local:
        state.bodies.append(Body(at, first, state.ordinals, node))
    return ir.Function(
        at=at,
        name=name,
        qualname=outer.qualify(name),
        parameters=parameters,
        body=body,
        decorators=decorators,
        returns=returns,
        is_async=isinstance(node, ast.AsyncFunctionDef),
        is_generator=inner.yields,
        globals=tuple(inner.globals),
        nonlocals=tuple(inner.nonlocals),
        locals=inner.own_names(),
    )


def _lambda(state: Lowering, node: ast.Lambda) -> ir.Expression:
    at = state.place(node)
    parameters = _parameters(state, node.args)
    outer, state.scope = state.scope, _enter(state, "<lambda>", parameters)
    value = state.expression(node.body)
    inner, state.scope = state.scope, outer
    return ir.Lambda(
        at,
        ir.Function(
            at=at,
            name="<lambda>",
            qualname=outer.qualify("<lambda>"),
            parameters=parameters,
            body=(ir.Return(value.at, value),),
            decorators=(),
            returns=None,
            is_async=False,
            is_generator=inner.yields,
            globals=(),
            nonlocals=(),
            locals=inner.own_names(),
        ),
    )


def _enter(state: Lowering, name: str, parameters: tuple[ir.Parameter, ...]) -> Scope:
    names = {parameter.name for parameter in parameters}
    return Scope(f"{state.scope.qualify(name)}.<locals>.", names)


def _decorators(state: Lowering, nodes: Sequence[ast.expr]) -> tuple[ir.Expression, ...]:
    return tuple([state.expression(node) for node in nodes])


def _type_parameters(node: Any) -> list[str]:
    """Returns the names between the brackets of `def f[T]`, which Python knows since 3.12."""
    return [each.name for each in getattr(node, "type_params", ())]


def _parameters(state: Lowering, node: ast.arguments) -> tuple[ir.Parameter, ...]:
    return tuple([_parameter(state, kind, each, value) for kind, each, value in _rows(node)])


def _rows(node: ast.arguments) -> Iterator[ParameterRow]:
    plain, defaults = len(node.posonlyargs) + len(node.args), iter(node.defaults)
    first = plain - len(node.defaults)
    for index, each in enumerate(node.posonlyargs):
        yield "positional", each, next(defaults) if index >= first else None
    for index, each in enumerate(node.args, len(node.posonlyargs)):
        yield "ordinary", each, next(defaults) if index >= first else None
    if node.vararg is not None:
        yield "star", node.vararg, None
    for each, default in zip(node.kwonlyargs, node.kw_defaults, strict=True):
        yield "keyword", each, default
    if node.kwarg is not None:
        yield "stars", node.kwarg, None


def _parameter(
    state: Lowering, kind: ParameterKind, node: ast.arg, default: ast.expr | None
) -> ir.Parameter:
    at = state.place(node)
    value = state.optional(default)
    return ir.Parameter(at, node.arg, kind, value, state.optional(node.annotation))


def _class(state: Lowering, node: ast.ClassDef) -> ir.Statement:
    name = node.name
    at = state.place(node)
    state.scope.names.add(name)
    decorators = _decorators(state, node.decorator_list)
    bases = tuple([state.argument(base, node) for base in (*node.bases, *node.keywords)])
    outer = state.scope
    qualname = outer.qualify(name)
    state.scope = Scope(f"{qualname}.")
    body = state.block(node.body)
    state.scope = outer
    return ir.Class(at, name, qualname, bases, body, decorators)


def _comprehension(state: Lowering, node: AnyComprehension) -> ir.Expression:
    at = state.place(node)
    kind = COMPREHENSIONS[type(node)]
    scope, prefix = state.scope, state.scope.prefix
    first = state.expression(node.generators[0].iter)
    if kind == "generator":  # the others are inlined: they leave no trace in a `__qualname__`
        scope.prefix += "<genexpr>."
    loops = _loops(state, node, first)
    if isinstance(node, ast.DictComp):
        element, value = state.expression(node.key), state.expression(node.value)
    else:
        element, value = state.expression(node.elt), None
    scope.prefix = prefix
    return ir.Comprehension(at, kind, element, value, loops)


def _loops(state: Lowering, node: AnyComprehension, first: ir.Expression) -> tuple[ir.Loop, ...]:
    loops: list[ir.Loop] = []
    for each in node.generators:
        at = state.place(each, node)
        iterable = state.expression(each.iter) if loops else first
        target = state.expression(each.target)
        tests = tuple([state.expression(test) for test in each.ifs])
        loops.append(ir.Loop(at, target, iterable, tests))
    return tuple(loops)


SCOPED: dict[type, LowerExpression] = {
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.DictComp: _comprehension,
    ast.GeneratorExp: _comprehension,
}
DEFINITIONS: dict[type, LowerStatement] = {
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
}

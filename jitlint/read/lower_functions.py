"""Lowers what opens a scope: functions, lambdas, classes, comprehensions."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import libcst as cst

from jitlint.read import ir
from jitlint.read.lowering import LowerExpression, Lowering, LowerStatement, Scope

ParameterKind = Literal["positional", "ordinary", "star", "keyword", "stars"]
ComprehensionKind = Literal["list", "set", "dict", "generator"]


def _function(state: Lowering, node: cst.FunctionDef) -> ir.Statement:
    name = node.name.value
    at = state.place(node.name)
    state.functions += 1
    state.scope.bind(node.name)
    decorators = _decorators(state, node.decorators)
    parameters = _parameters(state, node.params)
    returns = None if node.returns is None else state.expression(node.returns.annotation)
    outer, state.scope = state.scope, _enter(state, name, parameters)
    state.scope.names.update(_type_parameters(node.type_parameters))
    body = state.block(node.body)
    inner, state.scope = state.scope, outer
    return ir.Function(
        at=at,
        name=name,
        qualname=outer.qualify(name),
        parameters=parameters,
        body=body,
        decorators=decorators,
        returns=returns,
        is_async=node.asynchronous is not None,
        is_generator=inner.yields,
        globals=tuple(inner.globals),
        nonlocals=tuple(inner.nonlocals),
        locals=inner.own_names(),
    )


def _lambda(state: Lowering, node: cst.Lambda) -> ir.Expression:
    at = state.place(node)
    parameters = _parameters(state, node.params)
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


def _decorators(state: Lowering, nodes: Sequence[cst.Decorator]) -> tuple[ir.Expression, ...]:
    return tuple([state.expression(node.decorator) for node in nodes])


def _type_parameters(node: cst.TypeParameters | None) -> Iterator[str]:
    for each in () if node is None else node.params:
        yield each.param.name.value


def _parameters(state: Lowering, node: cst.Parameters) -> tuple[ir.Parameter, ...]:
    kinds = _kinds(node)
    return tuple([_parameter(state, each, kind) for kind, group in kinds for each in group])


def _kinds(node: cst.Parameters) -> Iterator[tuple[ParameterKind, Sequence[cst.Param]]]:
    yield "positional", node.posonly_params
    yield "ordinary", node.params
    if isinstance(node.star_arg, cst.Param):
        yield "star", (node.star_arg,)
    yield "keyword", node.kwonly_params
    if node.star_kwarg is not None:
        yield "stars", (node.star_kwarg,)


def _parameter(state: Lowering, node: cst.Param, kind: ParameterKind) -> ir.Parameter:
    at = state.place(node.name)
    default = state.optional(node.default)
    annotation = None if node.annotation is None else state.expression(node.annotation.annotation)
    return ir.Parameter(at, node.name.value, kind, default, annotation)


def _class(state: Lowering, node: cst.ClassDef) -> ir.Statement:
    name = node.name.value
    at = state.place(node.name)
    state.scope.bind(node.name)
    decorators = _decorators(state, node.decorators)
    bases = tuple([state.argument(base) for base in (*node.bases, *node.keywords)])
    outer = state.scope
    qualname = outer.qualify(name)
    state.scope = Scope(f"{qualname}.")
    body = state.block(node.body)
    state.scope = outer
    return ir.Class(at, name, qualname, bases, body, decorators)


def _list_comprehension(state: Lowering, node: cst.ListComp) -> ir.Expression:
    return _comprehension(state, node, "list", lambda: (state.expression(node.elt), None))


def _set_comprehension(state: Lowering, node: cst.SetComp) -> ir.Expression:
    return _comprehension(state, node, "set", lambda: (state.expression(node.elt), None))


def _generator(state: Lowering, node: cst.GeneratorExp) -> ir.Expression:
    return _comprehension(state, node, "generator", lambda: (state.expression(node.elt), None))


def _dict_comprehension(state: Lowering, node: cst.DictComp) -> ir.Expression:
    return _comprehension(
        state, node, "dict", lambda: (state.expression(node.key), state.expression(node.value))
    )


def _comprehension(
    state: Lowering,
    node: cst.BaseComp,
    kind: ComprehensionKind,
    element: Callable[[], tuple[ir.Expression, ir.Expression | None]],
) -> ir.Expression:
    at = state.place(node)
    scope, prefix = state.scope, state.scope.prefix
    first = state.expression(node.for_in.iter)
    if kind == "generator":  # the others are inlined: they leave no trace in a `__qualname__`
        scope.prefix += "<genexpr>."
    loops = tuple(_loops(state, node.for_in, first))
    key, value = element()
    scope.prefix = prefix
    return ir.Comprehension(at, kind, key, value, loops)


def _loops(
    state: Lowering, node: cst.CompFor | None, iterable: ir.Expression | None
) -> Iterator[ir.Loop]:
    while node is not None:
        at = state.place(node)
        iterable = iterable or state.expression(node.iter)
        target = state.expression(node.target)
        conditions = tuple([state.expression(each.test) for each in node.ifs])
        yield ir.Loop(at, target, iterable, conditions)
        node, iterable = node.inner_for_in, None


SCOPED: dict[type, LowerExpression] = {
    cst.Lambda: _lambda,
    cst.ListComp: _list_comprehension,
    cst.SetComp: _set_comprehension,
    cst.DictComp: _dict_comprehension,
    cst.GeneratorExp: _generator,
}
DEFINITIONS: dict[type, LowerStatement] = {cst.FunctionDef: _function, cst.ClassDef: _class}

"""Converts nodes that open a scope: functions, lambdas, classes, comprehensions."""

import ast
from typing import Any

import libcst as cst

from jitlint.frontend.from_libcst.conversion import Conversion, Convert, word
from jitlint.frontend.from_libcst.expressions import arguments, in_parentheses


def type_parameters(state: Conversion, node: cst.TypeParameters | None) -> list[Any]:
    """Returns what is in the brackets of `def f[T]`, of which only the names matter."""
    named = [each.param.name for each in node.params] if node else []
    return [ast.alias(word(name), None, **state.at(name)) for name in named]


def _function(state: Conversion, node: cst.FunctionDef) -> ast.stmt:
    make = ast.FunctionDef if node.asynchronous is None else ast.AsyncFunctionDef
    made = make(
        name=word(node.name),
        args=_parameters(state, node.params),
        body=state.block(node.body),
        decorator_list=[state.any(each.decorator) for each in node.decorators],
        returns=state.any(node.returns.annotation) if node.returns else None,
        **state.at(node),
    )
    vars(made)["type_params"] = type_parameters(state, node.type_parameters)
    return made


def _lambda(state: Conversion, node: cst.Lambda) -> ast.expr:
    return ast.Lambda(_parameters(state, node.params), state.any(node.body), **state.at(node))


def _parameters(state: Conversion, node: cst.Parameters) -> ast.arguments:
    plain = [*node.posonly_params, *node.params]
    star = node.star_arg if isinstance(node.star_arg, cst.Param) else None
    return ast.arguments(
        posonlyargs=[_parameter(state, each) for each in node.posonly_params],
        args=[_parameter(state, each) for each in node.params],
        vararg=_parameter(state, star) if star else None,
        kwonlyargs=[_parameter(state, each) for each in node.kwonly_params],
        kw_defaults=[state.optional(each.default) for each in node.kwonly_params],
        kwarg=_parameter(state, node.star_kwarg) if node.star_kwarg else None,
        defaults=[state.any(each.default) for each in plain if each.default],
    )


def _parameter(state: Conversion, node: cst.Param) -> ast.arg:
    annotation = node.annotation.annotation if node.annotation else None
    last = [annotation, *annotation.rpar][-1] if annotation else node.name
    place = state.places.of(node.name, last)
    return ast.arg(word(node.name), state.optional(annotation), **place)


def _class(state: Conversion, node: cst.ClassDef) -> ast.stmt:
    bases, keywords = arguments(state, (*node.bases, *node.keywords))
    made = ast.ClassDef(
        name=word(node.name),
        bases=bases,
        keywords=keywords,
        body=state.block(node.body),
        decorator_list=[state.any(each.decorator) for each in node.decorators],
        **state.at(node),
    )
    vars(made)["type_params"] = type_parameters(state, node.type_parameters)
    return made


def _list(state: Conversion, node: cst.ListComp) -> ast.expr:
    return ast.ListComp(state.any(node.elt), _loops(state, node.for_in), **state.at(node))


def _set(state: Conversion, node: cst.SetComp) -> ast.expr:
    return ast.SetComp(state.any(node.elt), _loops(state, node.for_in), **state.at(node))


def _generator(state: Conversion, node: cst.GeneratorExp) -> ast.expr:
    place = in_parentheses(state, node)
    return ast.GeneratorExp(state.any(node.elt), _loops(state, node.for_in), **place)


def _dict(state: Conversion, node: cst.DictComp) -> ast.expr:
    key, value = state.any(node.key), state.any(node.value)
    return ast.DictComp(key, value, _loops(state, node.for_in), **state.at(node))


def _loops(state: Conversion, node: cst.CompFor | None) -> list[ast.comprehension]:
    loops: list[ast.comprehension] = []
    while node:
        target, values = state.target(node.target), state.any(node.iter)
        tests = [state.any(each.test) for each in node.ifs]
        loops.append(ast.comprehension(target, values, tests, int(node.asynchronous is not None)))
        node = node.inner_for_in
    return loops


SCOPED: dict[type, Convert] = {
    cst.Lambda: _lambda,
    cst.ListComp: _list,
    cst.SetComp: _set,
    cst.DictComp: _dict,
    cst.GeneratorExp: _generator,
}
DEFINITIONS: dict[type, Convert] = {cst.FunctionDef: _function, cst.ClassDef: _class}

"""Evaluates expressions of the program's text, which runs user code and may raise anything."""

import ast
from collections.abc import Mapping
from typing import Any

from ..program.call import SampleCall

CAPTURE = "_jitlint_capture"
Namespace = Mapping[str, Any]


def evaluate(expression: ast.expr, namespace: Namespace) -> Any:
    """Returns the value of an expression."""
    tree = ast.fix_missing_locations(ast.Expression(expression))
    return eval(compile(tree, "<arguments>", "eval"), {**namespace})


def evaluated_call(call: ast.Call, instance: list[ast.expr], namespace: Namespace) -> SampleCall:
    """Returns a call with the values of its arguments; that of a method begins with an instance."""
    args = [*instance, *call.args]
    captured = ast.Call(ast.Name(CAPTURE, ast.Load()), args, call.keywords)
    values, kwargs = evaluate(captured, {**namespace, CAPTURE: _capture})
    named = (
        f"{each.arg}={ast.unparse(each.value)}" if each.arg else f"**{ast.unparse(each.value)}"
        for each in call.keywords
    )
    text = ", ".join([*map(ast.unparse, args), *named])
    return SampleCall(values, kwargs, text, with_self=bool(instance))


def _capture(*args: Any, **kwargs: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return args, kwargs

"""Evaluates expressions of the program's text, which runs user code and may raise anything."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

CAPTURE = "_jitlint_capture"
Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def evaluate(expression: ast.expr, namespace: Mapping[str, Any]) -> Any:
    """Returns the value of an expression."""
    tree = ast.fix_missing_locations(ast.Expression(expression))
    return eval(compile(tree, "<arguments>", "eval"), {**namespace})


def evaluate_arguments(
    args: Sequence[ast.expr], keywords: Sequence[ast.keyword], namespace: Mapping[str, Any]
) -> Arguments:
    """Returns the values of the arguments of a call, stars unpacked."""
    call = ast.Call(ast.Name(CAPTURE, ast.Load()), [*args], [*keywords])
    return evaluate(call, {**namespace, CAPTURE: _capture})


def arguments_text(args: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> str:
    """Returns the arguments of a call as Python text."""
    named = (
        f"{each.arg}={ast.unparse(each.value)}" if each.arg else f"**{ast.unparse(each.value)}"
        for each in keywords
    )
    return ", ".join([*map(ast.unparse, args), *named])


def _capture(*args: Any, **kwargs: Any) -> Arguments:
    return args, kwargs

"""Errors of JAX that the program catches by their own name: it knows that they come."""

import ast
from collections.abc import Iterator

from ..observe.watch import Raised
from ..program.kinds import of_jax_alone


def handler_row(tree: ast.Module, raised: Raised) -> int:
    """Returns the row of the handler around an error that names its class and goes on; else 0.

    `except Exception` may catch what nobody has thought of, and what is raised again goes on.
    """
    named = of_jax_alone(raised.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and _holds(node, raised.row):
            for handler in node.handlers:
                is_silent = not any(isinstance(each, ast.Raise) for each in ast.walk(handler))
                if is_silent and named & {*_classes(handler.type)}:
                    return handler.lineno
    return 0


def _holds(node: ast.Try, row: int) -> bool:
    return any(each.lineno <= row <= (each.end_lineno or each.lineno) for each in node.body)


def _classes(caught: ast.expr | None) -> Iterator[str]:
    """Yields the last parts of the names of the classes that a handler catches."""
    match caught:
        case ast.Tuple(items):
            for each in items:
                yield from _classes(each)
        case ast.Name(name) | ast.Attribute(_, name):
            yield name
        case _:
            pass

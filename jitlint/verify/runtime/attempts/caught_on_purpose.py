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
        if isinstance(node, (ast.Try, ast.With)) and _holds(node, raised.row):
            for row, classes in _caught(node):
                if named & {*classes}:
                    return row
    return 0


def _caught(node: ast.Try | ast.With) -> Iterator[tuple[int, Iterator[str]]]:
    """Yields the rows and the classes of what catches errors, and lets the program go on."""
    if isinstance(node, ast.Try):
        for each in node.handlers:
            if not any(isinstance(inner, ast.Raise) for inner in ast.walk(each)):
                yield each.lineno, _classes(each.type)
        return
    for item in node.items:
        match item.context_expr:
            case ast.Call(ast.Name("suppress") | ast.Attribute(_, "suppress"), classes):
                yield node.lineno, _classes(ast.Tuple(classes))
            case _:
                pass


def _holds(node: ast.Try | ast.With, row: int) -> bool:
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

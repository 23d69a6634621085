"""Random numbers whose seed is set right there: they are the same each time."""

import ast

SEEDED = ("RandomState", "default_rng", "Random", "seed")


def is_seeded(tree: ast.Module, row: int) -> bool:
    """Whether the function around a row sets a constant seed, in the row or above it.

    A program that reads a clock may look the same with jit: the times differ too little.
    """
    around = [node for node in ast.walk(tree) if _is_around(node, row)]
    calls = (each for node in around[-1:] for each in ast.walk(node) if isinstance(each, ast.Call))
    return any(each.lineno <= row and _sets_constant_seed(each) for each in calls)


def _is_around(node: ast.AST, row: int) -> bool:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, functions) and node.lineno <= row <= (node.end_lineno or row)


def _sets_constant_seed(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(name) | ast.Attribute(_, name) if name in SEEDED:
            values = [*call.args, *(keyword.value for keyword in call.keywords)]
            return bool(values) and all(map(_is_constant, values))
        case _:
            return False


def _is_constant(value: ast.expr) -> bool:
    """A seed of None is another one each time."""
    return isinstance(value, ast.Constant) and value.value is not None

"""Numbers that differ each time, or do not: random ones with a seed, and those of a clock."""

import ast

CLOCKS = ("time", "datetime", "uuid", "secrets")
DETERMINED = ("uuid3", "uuid5", "UUID", "strptime", "fromtimestamp", "fromisoformat", "timedelta")
OUTSIDE = frozenset("environ getenv open read_text read_bytes listdir getcwd stat exists".split())
SEEDED = ("RandomState", "default_rng", "Random", "seed")


def is_seeded(tree: ast.Module, row: int) -> bool:
    """Whether the function around a row sets a constant seed, in the row or above it.

    A program that reads a clock may look the same with jit: the times differ too little.
    """
    around = [node for node in ast.walk(tree) if _is_around(node, row)]
    calls = (each for node in around[-1:] for each in ast.walk(node) if isinstance(each, ast.Call))
    return any(each.lineno <= row and _sets_constant_seed(each) for each in calls)


def asks_clock(tree: ast.Module, row: int) -> bool:
    """Whether a row asks a module whose answers no two calls share, however little they differ."""
    calls = (each for each in ast.walk(tree) if isinstance(each, ast.Call) and each.lineno == row)
    asking = (each for each in calls if _last_name(each.func) not in DETERMINED)
    names = (node for each in asking for node in ast.walk(each.func) if isinstance(node, ast.Name))
    return any(name.id in CLOCKS for name in names)


def asks_outside(tree: ast.Module, row: int) -> bool:
    """Whether a row reads what is no part of the program: its environment, or files."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.expr) and node.lineno == row)
    return any(_last_name(node) in OUTSIDE for node in found)


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return ""


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

"""Expressions that no tracer can be in, whatever a function is called with."""

import ast
import contextlib

ATTRIBUTES = ("shape", "ndim", "dtype", "size")
QUESTIONS = ("isinstance", "len", "type", "callable", "hasattr")


def is_static(expression: ast.expr | None) -> bool:
    """Whether an expression asks of its names only what JAX knows while it traces."""
    match expression:
        case None:
            return False
        case ast.Attribute(_, name) if name in ATTRIBUTES:
            return True
        case ast.Call(ast.Name(name)) if name in QUESTIONS:
            return True
        case ast.Call(function, arguments, keywords):
            given = [*arguments, *(each.value for each in keywords)]
            return _is_path(function) and all(map(is_static, given))
        case ast.Compare(_, operators) if all(
            isinstance(o, (ast.Is, ast.IsNot)) for o in operators
        ):
            return True
        case ast.Name() | ast.Attribute() | ast.Starred() | ast.NamedExpr() | ast.Lambda():
            return False
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return False
        case _:
            inner = [
                each for each in ast.iter_child_nodes(expression) if isinstance(each, ast.expr)
            ]
            return all(map(is_static, inner)) and not isinstance(expression, ast.JoinedStr)


def tested(line: str) -> ast.expr | None:
    """Returns what a row `if …:` or `while …:` asks."""
    with contextlib.suppress(SyntaxError):
        match ast.parse(f"{line.strip()} pass").body:
            case [ast.If(test) | ast.While(test)]:
                return test
            case _:
                pass
    return None


def _is_path(function: ast.expr) -> bool:
    """Whether what is called is a name, or a name in a module, such as `jnp.zeros`."""
    match function:
        case ast.Name(name):
            return name in ("int", "float", "bool", "range", "max", "min", "tuple", "list")
        case ast.Attribute(ast.Name(module)):
            return module in ("jnp", "np", "math", "lax")
        case _:
            return False

"""State that flagged code reads and that the program gives another value elsewhere."""

import ast
from collections.abc import Iterator

from ..program.locations import Spot
from .attempt_plan import AttemptPlan


def changed_name(plan: AttemptPlan) -> str:
    """Returns a name on the flagged rows to which the program assigns, or another part of it."""
    spot, sources = plan.question.spot, [*plan.program.sources()]
    tree = plan.program.source(spot.file).tree
    read = {name for node in ast.walk(tree) if _is_on(node, spot) for name in _read(node)}
    changed = {name for source in sources for node in ast.walk(source.tree) for name in _set(node)}
    return min(read & changed, default="")


def _is_on(node: ast.AST, spot: Spot) -> bool:
    return isinstance(node, ast.expr) and spot.row <= node.lineno <= spot.end_row


def _read(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(name, ast.Load()) | ast.Attribute(_, name, ast.Load()):
            yield name
        case _:
            pass


def _set(node: ast.AST) -> Iterator[str]:
    """A function says that it assigns to a global; an object's first values count for nothing."""
    match node:
        case ast.Global(names):
            yield from names
        case ast.Subscript(ast.Name(name) | ast.Attribute(_, name), ctx=ast.Store()):
            yield name
        case ast.FunctionDef(name) if name not in ("__init__", "__post_init__"):
            inner = (each for each in ast.walk(node) if isinstance(each, ast.Attribute))
            yield from (each.attr for each in inner if isinstance(each.ctx, ast.Store))
        case _:
            pass

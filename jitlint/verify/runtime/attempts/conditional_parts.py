"""Parts of the flagged code that run only where what stands before them lets them."""

import ast
from collections.abc import Iterator

from ..program.locations import Spot
from .attempt_plan import AttemptPlan
from .static_expression import is_static


def conditional_parts(plan: AttemptPlan) -> Iterator[Spot]:
    """Yields the operands of `and` and `or` but the first, and both branches of `a if b else c`.

    What asks nothing of an array is left out, and all of a line that is not ASCII: columns count
    bytes in the tree, and characters in a spot. The body of a function that is defined there does
    not run there.
    """
    spot, source = plan.question.spot, plan.program.source(plan.question.spot.file)
    for node in _run_within(source.tree, spot):
        for part in _parts(node):
            found = _spot(spot.file, part)
            is_asked = _is_inside(found, spot) and not is_static(part)
            if is_asked and all(source.line(row).isascii() for row in (found.row, found.end_row)):
                yield found


def _run_within(tree: ast.Module, spot: Spot) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        defined = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if not defined or not _is_inside(_spot(spot.file, node), spot):
            waiting += ast.iter_child_nodes(node)


def _parts(node: ast.AST) -> list[ast.expr]:
    """A name alone that is chosen is not looked at."""
    match node:
        case ast.BoolOp(_, [_, *others]):
            return others
        case ast.IfExp(_, body, orelse):
            return [each for each in (body, orelse) if not isinstance(each, ast.Name)]
        case _:
            return []


def _spot(file: str, node: ast.expr | ast.stmt) -> Spot:
    end_row, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Spot(file, node.lineno, node.col_offset + 1, end_row, end_column + 1)


def _is_inside(part: Spot, spot: Spot) -> bool:
    starts = (spot.row, spot.column) <= (part.row, part.column)
    return starts and (part.end_row, part.end_column) <= (spot.end_row, spot.end_column)

"""Reads the function around a stretch of code: numbers to compare with, and whether it squares."""

import ast
from dataclasses import dataclass

from ..limits import MOST_BOUNDS
from ..program.locations import Spot
from ..program.sources import parse

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
SQUARED = 2


@dataclass(frozen=True, slots=True)
class ReadSpot:
    """The numbers in the function around a stretch, and whether the stretch is a square."""

    bounds: tuple[float, ...]
    is_square: bool

    @classmethod
    def of(cls, spot: Spot) -> "ReadSpot":
        """Returns what is read in the text of the file."""
        tree = parse(spot.file).tree
        around = [n for n in ast.walk(tree) if isinstance(n, FUNCTIONS) and _spans(n, spot)]
        wanted = around[-1] if around else tree
        found = [each.value for each in ast.walk(wanted) if isinstance(each, ast.Constant)]
        bounds = [float(each) for each in found if type(each) is int or type(each) is float]
        is_square = any(_is_square(n) for n in ast.walk(wanted) if _is_at(n, spot))
        return cls(tuple(dict.fromkeys(bounds))[:MOST_BOUNDS], is_square)


def _spans(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, spot: Spot) -> bool:
    return node.lineno <= spot.row and spot.end_row <= (node.end_lineno or 0)


def _is_at(node: ast.AST, spot: Spot) -> bool:
    """Whether a node starts and ends on the rows of the stretch, and starts in its column."""
    if not isinstance(node, ast.expr) or (node.lineno, node.end_lineno) != (spot.row, spot.end_row):
        return False
    size = (node.end_col_offset or 0) - node.col_offset
    is_whole = spot.row != spot.end_row or size == spot.end_column - spot.column
    return node.col_offset + 1 == spot.column and is_whole


def _is_square(node: ast.AST) -> bool:
    match node:
        case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=value)):
            return value == SQUARED
        case ast.BinOp(op=ast.Mult()):
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name == "square"
        case _:
            return False

"""Keeps the dimension that an array is reduced by, where it is combined with the array itself."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified

REDUCTIONS = frozenset("max mean min prod std sum var".split())
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit that adds `keepdims=True`."""
    match document.node(finding.at, ast.BinOp):
        case ast.BinOp(left=whole, op=operator, right=ast.Call() as reduced) if isinstance(
            operator, OPERATORS
        ) and _is_reduced(document, reduced, whole):
            last = [*reduced.args, *(each.value for each in reduced.keywords)][-1]
            end = document.extent(last)[1]
            return (document.edit(end, end, ", keepdims=True", safe=False),)
        case _:
            return ()


def _is_reduced(document: Document, reduced: ast.Call, whole: ast.expr) -> bool:
    """Returns whether a call reduces an array of a name along one axis."""
    match reduced:
        case ast.Call(
            func=ast.Attribute(value=owner, attr=name),
            args=[],
            keywords=[ast.keyword(arg="axis", value=axis)],
        ) if name in REDUCTIONS:
            pass
        case ast.Call(
            func=function, args=[owner], keywords=[ast.keyword(arg="axis", value=axis)]
        ) if qualified(document, function).removeprefix("jax.numpy.") in REDUCTIONS:
            pass
        case _:
            return False
    constant = isinstance(axis, ast.Constant) and type(axis.value) is int
    same = isinstance(whole, ast.Name) and document.text(owner) == whole.id
    return constant and same

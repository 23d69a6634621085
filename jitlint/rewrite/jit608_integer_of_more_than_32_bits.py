"""Writes a float where a whole number is too large, and is multiplied with floats."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.scopes import bound_once

FLOATS = ("linspace", "ones", "zeros")
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the number, if the other operand surely is an array of floats."""
    match document.node(finding.at, ast.BinOp):
        case ast.BinOp(left=left, op=operator, right=right) if isinstance(operator, OPERATORS):
            number, other = (left, right) if isinstance(left, ast.Constant) else (right, left)
        case _:
            return ()
    plain = isinstance(number, ast.Constant) and type(number.value) is int
    if not plain or not document.text(number).replace("_", "").isdecimal():
        return ()
    floats = isinstance(other, ast.Name) and _holds_floats(document, other)
    return (document.replace(number, f"{document.text(number)}.0", safe=False),) if floats else ()


def _holds_floats(document: Document, name: ast.Name) -> bool:
    """Returns whether a name of its scope is bound to a new array of floats alone."""
    match bound_once(document, name):
        case ast.Call(func=function, args=given, keywords=[]):
            library, _, called = qualified(document, function).rpartition(".")
            single = len(given) == 1 or called == "linspace"
            return library == "jax.numpy" and called in FLOATS and single
        case _:
            return False

"""Binds the array that `x.at[…].set(…)` returns."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import is_local
from jitlint.rewrite.traced_only import is_always_traced

METHODS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
}
WITH_PARENTHESES = (ast.Tuple, ast.Yield, ast.YieldFrom, ast.NamedExpr)


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the statement, where it changes a plain variable of its own scope."""
    target = document.node(finding.at, ast.Subscript)
    match None if target is None else next(document.around(target)):
        case ast.Assign(targets=[_], value=value) as statement:
            method = "set"
        case ast.AugAssign(op=operator, value=value) as statement:
            method = METHODS.get(type(operator), "")
        case _:
            return ()
    match target:
        case ast.Subscript(value=ast.Name(id=name) as array) if method:
            index = document.between(document.extent(array)[1], document.extent(target)[1])
            if not is_local(document, array) or not index.startswith("["):
                return ()
            text = f"{name} = {name}.at{index}.{method}({_written(document, value)})"
            safe = is_always_traced(document, statement)
            return (document.replace(statement, text, safe=safe),)
        case _:
            return ()


def _written(document: Document, value: ast.expr) -> str:
    text = document.text(value)
    bare = isinstance(value, WITH_PARENTHESES) and not text.startswith("(")
    return f"({text})" if bare else text

"""Passes floats in the place of whole numbers that are differentiated."""

import ast
from collections.abc import Iterator

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import is_builtin, qualified

FLOATS = {"jax.numpy.int32": "float32", "jax.numpy.int64": "float64"}


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of the numbers that are written there; the call has raised before."""
    given = document.node(finding.at, ast.expr)
    texts = [*_floats(document, given)] if given else [None]
    known = [each for each in texts if each is not None]
    return tuple(document.replace(node, text) for node, text in known if len(known) == len(texts))


def _floats(document: Document, node: ast.expr) -> Iterator[tuple[ast.expr, str] | None]:
    match node:
        case ast.Constant(value=bool(value)):
            yield node, f"{float(value)}"
        case ast.Constant(value=int(value)):
            yield node, f"{value}.0"
        case ast.Constant(value=float()):
            return
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as number):
            yield from _floats(document, number)
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Dict(values=items):
            for item in items:
                yield from _floats(document, item)
        case ast.Call(func=ast.Name(id="len") as function, keywords=[]) if is_builtin(
            document, function
        ):
            yield node, f"float({document.text(node)})"
        case ast.Call(func=function, args=arguments, keywords=[]):
            yield from _of_call(document, function, arguments)
        case _:
            yield None


def _of_call(
    document: Document, function: ast.expr, arguments: list[ast.expr]
) -> Iterator[tuple[ast.expr, str] | None]:
    name = qualified(document, function)
    if name == "jax.numpy.arange" and all(isinstance(e, ast.Constant) for e in arguments):
        for argument in arguments[:1]:
            yield from _floats(document, argument)
    elif name in FLOATS and isinstance(function, ast.Attribute):
        yield function, f"{document.text(function.value)}.{FLOATS[name]}"
    else:
        yield None

"""Returns the carry and nothing else, as a pair."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.wrapped import definition

VALUES = (ast.BinOp, ast.Name, ast.UnaryOp)
"""What has the shape of the carry where it is computed with it; a call may give another."""
SINGLE = tuple(f"jax.numpy.{name}" for name in ("array", "float32", "int32", "ones", "zeros"))


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of what the body returns, where only this loop calls it."""
    call = document.node(finding.at, ast.Call)
    match call:
        case ast.Call(args=[ast.Lambda(body=value), *_]) if _is_value(document, value, call):
            pair = _pair(document, value)
            whole = pair if pair.startswith("(") and isinstance(value, ast.Tuple) else f"({pair})"
            return (document.replace(value, whole, safe=False),)
        case ast.Call(args=[ast.Name(id=name) as body, *_]):
            reads = [e for e in ast.walk(document.tree) if isinstance(e, ast.Name) and e.id == name]
            function = definition(document, body) if reads == [body] else None
        case _:
            return ()
    returns = (
        [each for each in ast.walk(function) if isinstance(each, ast.Return)] if function else []
    )
    values = [each.value for each in returns if each.value]
    if len(values) < len(returns) or not all(_is_value(document, e, call) for e in values):
        return ()
    own = all(document.function(each) is function for each in returns)
    parts = [(each, _pair(document, each)) for each in values if own]
    return tuple(document.replace(each, text, safe=False) for each, text in parts)


def _is_value(document: Document, value: ast.expr, call: ast.Call) -> bool:
    """Returns whether a body returns a carry alone, or a tuple that begins with it.

    The first of a tuple is the carry where the loop surely starts with one array or number.
    """
    if not isinstance(value, ast.Tuple):
        return isinstance(value, VALUES)
    starred = any(isinstance(each, ast.Starred) for each in value.elts)
    first = call.args[1] if len(call.args) > 1 else None
    match first:
        case ast.Constant(value=int() | float()):
            single = True
        case ast.Call(func=function):
            single = qualified(document, function) in SINGLE
        case _:
            single = False
    return single and not starred and len(value.elts) not in (0, 2)


def _pair(document: Document, value: ast.expr) -> str:
    """Returns the pair that is returned instead, in parentheses where the tuple has them."""
    if not isinstance(value, ast.Tuple):
        return f"{document.text(value)}, None"
    first, *rest = (document.text(each) for each in value.elts)
    pair = f"{first}, ({', '.join(rest)})" if rest else f"{first}, None"
    return f"({pair})" if document.text(value).startswith("(") else pair

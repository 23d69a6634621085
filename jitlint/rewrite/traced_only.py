"""Code that only JAX runs, in which a fix cannot change the result of a working program."""

import ast

from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified

TRANSFORMS = frozenset(
    f"jax.{name}" for name in "checkpoint grad jit remat value_and_grad vmap".split()
)
PARTIAL = "functools.partial"


def is_always_traced(document: Document, node: ast.AST) -> bool:
    """Returns whether the innermost function around a node is handed to JAX by a decorator."""
    function = document.function(node)
    if function is None or isinstance(function, ast.Lambda):
        return False
    if function not in document.traced:
        found = any(_is_transform(document, each) for each in function.decorator_list)
        document.traced[function] = found
    return document.traced[function]


def _is_transform(document: Document, decorator: ast.expr) -> bool:
    match decorator:
        case ast.Call(func=function, args=[first, *_]) if qualified(document, function) == PARTIAL:
            return qualified(document, first) in TRANSFORMS
        case ast.Call(func=function, args=[]):
            return qualified(document, function) in TRANSFORMS
        case _:
            return qualified(document, decorator) in TRANSFORMS

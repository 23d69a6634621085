"""Makes the parameter static that is passed what JAX cannot trace."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.module import CSTModule
from jitlint.rewrite.wrapped import Wrapped, wrapper

Edits = tuple[Edit[Span], ...]


def rewrite(module: CSTModule, finding: Finding[Span]) -> Edits:
    """Returns the edit of the place where the called function is jitted, if it has a hash."""
    document = module.document
    given = document.node(finding.at, ast.expr)
    if given is None or not _has_hash(given):
        return ()
    match next((each for each in document.around(given) if isinstance(each, ast.Call)), None):
        case ast.Call(func=ast.Name() as called):
            wrapped = Wrapped.at(document, wrapper(document, called))
            return wrapped.with_static(finding.needs) if wrapped else ()
        case _:
            return ()


def _has_hash(given: ast.expr) -> bool:
    """Returns whether a value surely has a hash, by which later calls find what is compiled.

    A function that is made at each call has another one each time.
    """
    match given:
        case ast.Constant() | ast.JoinedStr() | ast.Name() | ast.Attribute():
            return True
        case ast.Tuple(elts=items):
            return all(map(_has_hash, items))
        case _:
            return False

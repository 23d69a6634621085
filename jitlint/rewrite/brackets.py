"""Containers of the kind that JAX wants beside another: a tuple for a list, or the other way."""

import ast

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.scopes import loads
from jitlint.rewrite.wrapped import definition

Edits = tuple[Edit[Span], ...]
Written = ast.Tuple | ast.List | ast.Dict


def like(document: Document, wanted: ast.expr, found: ast.expr) -> Edits | None:
    """Returns the edits that give what is written the brackets of another; None where it cannot.

    Both are nests of tuples, lists and dicts as they are written, of as many values.
    """
    match wanted, found:
        case ast.Dict(keys=keys, values=values), ast.Dict(keys=others, values=parts):
            names, own = _texts(keys), _texts(others)
            if names is None or own is None or {*names} != {*own}:
                return None
            by_name = dict(zip(own, parts, strict=True))
            pairs = [(each, by_name[name]) for name, each in zip(names, values, strict=True)]
        case ((ast.Tuple() | ast.List()), (ast.Tuple() | ast.List())):
            if len(wanted.elts) != len(found.elts) or _is_starred(wanted) or _is_starred(found):
                return None
            pairs = [*zip(wanted.elts, found.elts, strict=True)]
        case _:
            plain = not isinstance(wanted, Written) and not isinstance(found, Written)
            return () if plain else None
    edits = [like(document, *pair) for pair in pairs]
    inner = [each for each in edits if each is not None]
    if len(inner) < len(edits):
        return None
    outer = () if type(wanted) is type(found) else _other(document, found)
    return None if outer is None else (*outer, *(each for part in inner for each in part))


def result_of(document: Document, given: ast.expr) -> ast.expr | None:
    """Returns what a lambda, or a function that nothing but a call is given, returns."""
    if isinstance(given, ast.Lambda):
        return given.body
    if not isinstance(given, ast.Name) or len(loads(document.tree, given.id)) != 1:
        return None
    function = definition(document, given)
    returns = [e for e in ast.walk(function) if isinstance(e, ast.Return)] if function else []
    if function is None or function.decorator_list or len(returns) != 1:
        return None
    return returns[0].value if returns[0] is function.body[-1] else None


def _other(document: Document, found: ast.expr) -> Edits | None:
    """Returns the edits of the brackets of a list or a tuple."""
    text = document.text(found)
    if not isinstance(found, ast.List | ast.Tuple) or text[:1] not in "([":
        return None
    (row, column), (end_row, end) = document.extent(found)
    opening, closing = "()" if isinstance(found, ast.List) else "[]"
    comma = "," if isinstance(found, ast.List) and len(found.elts) == 1 else ""
    comma = "" if text[:-1].rstrip().endswith(",") else comma
    return (
        document.edit((row, column), (row, column + 1), opening, safe=False),
        document.edit((end_row, end - 1), (end_row, end), f"{comma}{closing}", safe=False),
    )


def _texts(keys: "list[ast.expr | None]") -> list[str] | None:
    found = [each.value for each in keys if isinstance(each, ast.Constant)]
    texts = [each for each in found if isinstance(each, str)]
    return texts if len(texts) == len(keys) == len({*texts}) else None


def _is_starred(node: ast.Tuple | ast.List) -> bool:
    return any(isinstance(each, ast.Starred) for each in node.elts)

"""Questions that Python asks of each element or leaf, as JAX answers them."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, is_builtin, qualified
from jitlint.rewrite.scopes import is_array

Edits = tuple[Edit[Span], ...]
TREE_ALL = ("jax.tree.all", "jax.tree_util.tree_all")
ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
MOST_ITEMS = 4
SIGNS: dict[type[ast.cmpop], tuple[str, str]] = {ast.In: ("==", "|"), ast.NotIn: ("!=", "&")}


def asked_of_arrays(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of `in`, of a filtered sum, of `max` of one, or of `jax.tree.all`."""
    match document.node(finding.at, ast.expr):
        case ast.Call(func=function, args=[tree], keywords=[]) as call if (
            qualified(document, function) in TREE_ALL
        ):
            return _of_leaves(document, call, tree)
        case ast.Call(func=ast.Name(id="max" | "min" as name) as callee, args=[of]) as call if (
            is_builtin(document, callee) and not call.keywords
        ):
            return _greatest(document, call, name, of)
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as sign], comparators=[of]) as asks:
            return _membership(document, asks, left, sign, of)
        case ast.Compare(left=ast.Name(), ops=[operator], comparators=[ast.Constant()]) as test:
            return _filtered(document, test) if isinstance(operator, ORDERS) else ()
        case _:
            return ()


def _of_leaves(document: Document, call: ast.Call, tree: ast.expr) -> Edits:
    reduced, edits = imported(document, "jax.tree.reduce", call, safe=False)
    both, more = imported(document, "jax.numpy.logical_and", call, safe=False)
    if not reduced or not both or isinstance(tree, ast.Starred):
        return ()
    new = f"{reduced}({both}, {document.text(tree)}, True)"
    return (*edits, *more, document.replace(call, new, safe=False))


def _greatest(document: Document, call: ast.Call, name: str, of: ast.expr) -> Edits:
    """Returns the edit of `max` of two in brackets, or of all elements of an array."""
    if isinstance(of, ast.List) and len(of.elts) == 2:
        called, edits = imported(document, f"jax.numpy.{name}imum", call, safe=False)
        plain = not any(isinstance(each, ast.Starred) for each in of.elts)
        new = f"{called}({', '.join(document.text(each) for each in of.elts)})" if plain else ""
    elif isinstance(of, ast.Name) and is_array(document, of):
        called, edits = imported(document, f"jax.numpy.{name}", call, safe=False)
        new = f"{called}({of.id})"
    else:
        return ()
    return (*edits, document.replace(call, new, safe=False)) if called and new else ()


def _membership(
    document: Document, asks: ast.Compare, left: ast.expr, sign: ast.cmpop, of: ast.expr
) -> Edits:
    """Returns the edit that compares a name with each of some numbers, or an array with one."""
    equal, joins = SIGNS[type(sign)]
    if isinstance(of, ast.Name) and is_array(document, of) and _is_number(left):
        asked, edits = imported(document, "jax.numpy.any", asks, safe=False)
        new = f"{asked}({of.id} == {document.text(left)})"
        plain = isinstance(sign, ast.In) and asked
        return (*edits, document.replace(asks, new, safe=False)) if plain else ()
    if not isinstance(left, ast.Name) or not isinstance(of, ast.Tuple | ast.List):
        return ()
    if not 1 < len(of.elts) <= MOST_ITEMS or not all(map(_is_number, of.elts)):
        return ()
    parts = [f"({left.id} {equal} {document.text(each)})" for each in of.elts]
    new = f" {joins} ".join(parts)
    alone = isinstance(next(document.around(asks)), ast.Assign | ast.Return)
    return (document.replace(asks, new if alone else f"({new})", safe=False),)


def _filtered(document: Document, test: ast.Compare) -> Edits:
    """Returns the edit of a sum over the elements of an array for which a test holds."""
    around = [*document.around(test)][:3]
    match around:
        case [ast.comprehension() as part, ast.ListComp() | ast.GeneratorExp() as all_of, call]:
            pass
        case _:
            return ()
    match part, all_of.elt, call, test.left:
        case (
            ast.comprehension(target=ast.Name(id=each), iter=ast.Name() as of, ifs=[only]),
            ast.Name(id=summed),
            ast.Call(func=ast.Name(id="sum") as callee, args=[_], keywords=[]),
            ast.Name(id=tested),
        ) if only is test and each == summed == tested and is_builtin(document, callee):
            pass
        case _:
            return ()
    called, edits = imported(document, "jax.numpy.sum", call, safe=False)
    if not called or len(all_of.generators) != 1 or not is_array(document, of):
        return ()
    (_, end), whole = document.extent(test.left), document.extent(test)
    rest = document.between(end, whole[1])
    new = f"{called}({of.id}, where={of.id}{rest})"
    return (*edits, document.replace(call, new, safe=False))


def _is_number(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and type(inner.value) in (int, float)

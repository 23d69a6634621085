"""Gives `vmap` the axes that the arguments of its call show."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.wrapped import definition

Edits = tuple[Edit[Span], ...]


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of `in_axes`, or of an argument that is passed by its name."""
    call = document.node(finding.at, ast.Call)
    match call:
        case ast.Call(func=ast.Call(func=callee, args=[given], keywords=options) as made):
            pass
        case _:
            return ()
    named = {each.arg: each.value for each in options}
    starred = any(isinstance(each, ast.Starred) for each in call.args)
    if qualified(document, callee) != "jax.vmap" or None in named or starred:
        return ()
    axes = named.get("in_axes")
    if axes is None:
        return _unmapped(document, made, call)
    if not isinstance(axes, ast.Tuple):
        return ()
    if call.keywords:
        return _by_position(document, given, call, axes)
    return _of_one_tuple(document, axes, call) or _brackets(document, axes, call)


def _unmapped(document: Document, made: ast.Call, call: ast.Call) -> Edits:
    """Returns the edit that maps no number that is written in the call."""
    numbers = [_is_number(each) for each in call.args]
    end = document.extent([*made.args, *(each.value for each in made.keywords)][-1])[1]
    rest = document.between(end, document.extent(made)[1]).strip()
    if call.keywords or all(numbers) or not any(numbers) or rest != ")":
        return ()
    axes = ", ".join("None" if each else "0" for each in numbers)
    return (document.edit(end, end, f", in_axes=({axes})", safe=False),)


def _by_position(document: Document, given: ast.expr, call: ast.Call, axes: ast.Tuple) -> Edits:
    """Returns the edits that pass by position what has an axis: of keywords it is always 0."""
    function = definition(document, given) if isinstance(given, ast.Name) else None
    wanted = [each.arg for each in function.args.args[len(call.args) :]] if function else []
    passed = [each.arg for each in call.keywords]
    if passed != wanted[: len(passed)] or len(call.args) + len(passed) != len(axes.elts):
        return ()
    return tuple(
        document.replace(each, document.text(each.value), safe=False) for each in call.keywords
    )


def _of_one_tuple(document: Document, axes: ast.Tuple, call: ast.Call) -> Edits:
    """Returns the edit that makes axes those of the parts of the only argument."""
    match call.args:
        case [ast.Tuple(elts=parts)] if 1 < len(parts) == len(axes.elts):
            plain = document.text(axes).startswith("(")
            return (document.replace(axes, f"({document.text(axes)},)", safe=False),) * plain
        case _:
            return ()


def _brackets(document: Document, axes: ast.Tuple, call: ast.Call) -> Edits:
    """Returns the edits that make tuples of the lists that stand for the axes of tuples."""
    edits: list[Edit[Span]] = []
    for axis, argument in zip(axes.elts, call.args, strict=False):
        if not isinstance(axis, ast.List) or not isinstance(argument, ast.Tuple):
            continue
        text = document.text(axis)[1:-1].rstrip()
        comma = "," if len(axis.elts) == 1 and not text.endswith(",") else ""
        edits.append(document.replace(axis, f"({text}{comma})", safe=False))
    return tuple(edits)


def _is_number(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and type(inner.value) in (int, float)

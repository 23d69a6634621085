"""Selects by `where` instead of a mask as an index, and clips what chooses."""

import ast
from collections.abc import Sequence

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, qualified
from jitlint.rewrite.scopes import bound_once, keeps_its_value
from jitlint.rewrite.static_parameters import made_static

Edits = tuple[Edit[Span], ...]
REDUCTIONS = frozenset("all any mean prod sum".split())
TESTS = frozenset(f"jax.numpy.is{name}" for name in "finite inf nan neginf posinf".split())
LOGIC = frozenset(f"jax.numpy.logical_{name}" for name in ("and", "not", "or", "xor"))
COMPARISONS = frozenset(f"jax.lax.{name}" for name in "eq ge gt le lt ne".split())
SAME_SHAPE = frozenset(
    f"jax.numpy.{name}" for name in "abs absolute cos exp log sin sqrt square tanh".split()
)
OPERATORS = {"add": "+", "multiply": "*"}


def fix(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of what is done with a selection, or of a call that needs a size."""
    match document.node(finding.at, ast.expr):
        case ast.Subscript(value=ast.Name() as array, slice=mask) as selected:
            whole = _is_like(document, mask, array)
            return _reduced(document, selected, array, mask) if whole else ()
        case ast.Subscript(value=ast.Attribute(value=ast.Name() as array, attr="at")) as selected:
            whole = _is_like(document, selected.slice, array)
            return _updated(document, selected, array) if whole else ()
        case ast.Call(func=function, args=[_, given], keywords=[]) as call:
            name = qualified(document, function)
            if name == "jax.numpy.choose":
                end = document.extent(given)[1]
                return (document.edit(end, end, ', mode="clip"', safe=False),)
            counted = isinstance(given, ast.Name) and (given.id,) == finding.needs
            repeats = name == "jax.numpy.repeat" and counted
            return made_static(document, finding) if repeats and len(call.args) == 2 else ()
        case _:
            return ()


def _reduced(document: Document, selected: ast.Subscript, array: ast.Name, mask: ast.expr) -> Edits:
    """Returns the edit of a reduction of what is selected."""
    where = f"where={document.text(mask)}"
    match [*document.around(selected)][:2]:
        case [ast.Attribute(attr=name), ast.Call(args=[], keywords=[]) as call] if (
            name in REDUCTIONS
        ):
            return (document.replace(call, f"{array.id}.{name}({where})", safe=False),)
        case [ast.Call(func=function, args=[only], keywords=[]) as call, *_] if only is selected:
            library, _, name = qualified(document, function).rpartition(".")
            if library != "jax.numpy" or name not in REDUCTIONS:
                return ()
            new = f"{document.text(function)}({array.id}, {where})"
            return (document.replace(call, new, safe=False),)
        case _:
            return ()


def _updated(document: Document, selected: ast.Subscript, array: ast.Name) -> Edits:
    """Returns the edit of an update by a number, which takes the type of the array."""
    match [*document.around(selected)][:2]:
        case [ast.Attribute(attr=method), ast.Call(args=[value], keywords=[]) as call] if (
            method == "set" or method in OPERATORS
        ):
            where, edits = imported(document, "jax.numpy.where", call, safe=False)
        case _:
            return ()
    number = _number(document, array, value)
    if not where or not number:
        return ()
    new = number if method == "set" else f"{array.id} {OPERATORS[method]} {number}"
    text = f"{where}({document.text(selected.slice)}, {new}, {array.id})"
    return (*edits, document.replace(call, text, safe=False))


def _number(document: Document, array: ast.Name, value: ast.expr) -> str:
    """Returns an array of one number, as large as another and of its type; empty for others."""
    inner = value.operand if isinstance(value, ast.UnaryOp) else value
    if not isinstance(inner, ast.Constant) or type(inner.value) not in (int, float):
        return ""
    name = {"0": "zeros_like", "1": "ones_like"}.get(document.text(value).removesuffix(".0"))
    called, _ = imported(document, f"jax.numpy.{name or 'full_like'}", value, safe=False)
    more = "" if name else f", {document.text(value)}"
    return f"{called}({array.id}{more})" if called else ""


def _is_like(document: Document, mask: ast.expr, array: ast.Name) -> bool:
    """Returns whether a mask surely has the shape of an array."""
    match mask:
        case ast.Compare(left=left, ops=[_], comparators=[right]):
            return _has_shape(document, (left, right), array)
        case ast.UnaryOp(op=ast.Invert(), operand=inner):
            return _is_like(document, inner, array)
        case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr() | ast.BitXor(), right=right):
            return _is_like(document, left, array) and _is_like(document, right, array)
        case ast.Call(func=function, args=given, keywords=[]):
            name = qualified(document, function)
            if name in TESTS or name in COMPARISONS:
                return _has_shape(document, given, array)
            return name in LOGIC and all(_is_like(document, each, array) for each in given)
        case ast.Name() if keeps_its_value(document, array):
            value = bound_once(document, mask)
            return value is not None and _is_like(document, value, array)
        case _:
            return False


def _has_shape(document: Document, parts: Sequence[ast.expr], array: ast.Name) -> bool:
    """Returns whether parts that are combined are the array and numbers, each element by itself."""
    found = [_elementwise(document, each, array) for each in parts]
    return None not in found and any(found)


def _elementwise(document: Document, node: ast.expr, array: ast.Name) -> bool | None:
    """Returns whether the array is in an expression; None where its shape may be another."""
    match node:
        case ast.Name(id=name):
            return True if name == array.id else None
        case ast.Constant(value=int() | float()):
            return False
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return _elementwise(document, inner, array)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            sides = [_elementwise(document, each, array) for each in (left, right)]
            return None if None in sides else any(sides)
        case ast.Call(func=function, args=[inner], keywords=[]):
            same = qualified(document, function) in SAME_SHAPE
            return _elementwise(document, inner, array) if same else None
        case _:
            return None

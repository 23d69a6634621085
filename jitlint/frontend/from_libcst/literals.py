"""Converts literals: numbers, strings, f-strings, t-strings."""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

import libcst as cst

from jitlint.frontend.from_libcst.conversion import Conversion, Convert
from jitlint.frontend.newer_nodes import TemplateStr

ESCAPED = re.compile(r'\\.|"', re.S)
NO_CONVERSION = -1
String = cst.SimpleString | cst.FormattedString | cst.TemplatedString


def _number(state: Conversion, node: cst.Integer | cst.Float | cst.Imaginary) -> ast.expr:
    return ast.Constant(_value(state, node, node.value), **state.at(node))


def _ellipsis(state: Conversion, node: cst.Ellipsis) -> ast.expr:
    return ast.Constant(..., **state.at(node))


def _string(state: Conversion, node: String | cst.ConcatenatedString) -> ast.expr:
    """Returns strings that stand side by side as the one that they make."""
    pieces, place = list(_pieces(node)), state.at(node)
    if any(isinstance(each, cst.TemplatedString) for each in pieces):
        return TemplateStr(**place)
    if any(isinstance(each, cst.FormattedString) for each in pieces):
        parts = [part for each in pieces for part in _parts_of(state, each)]
        return ast.JoinedStr(_joined(parts), **place)
    text = " ".join(each.value for each in pieces if isinstance(each, cst.SimpleString))
    return ast.Constant(_value(state, node, text), **place)


def _pieces(node: cst.BaseExpression) -> Iterator[String]:
    while isinstance(node, cst.ConcatenatedString):
        yield from _pieces(node.left)
        node = node.right
    assert isinstance(node, String)
    yield node


def _parts_of(state: Conversion, node: String) -> Iterator[ast.expr]:
    if isinstance(node, cst.SimpleString):
        yield ast.Constant(_value(state, node, node.value), **state.at(node))
    elif isinstance(node, cst.FormattedString):
        yield from _parts(state, node.parts, is_raw="r" in node.start.lower())


def _parts(
    state: Conversion, nodes: Iterable[cst.BaseFormattedStringContent], is_raw: bool
) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, cst.FormattedStringText):
            yield ast.Constant(_unescaped(state, node, is_raw), **state.at(node))
        elif isinstance(node, cst.FormattedStringExpression):
            yield from _hole(state, node, is_raw)


def _hole(
    state: Conversion, node: cst.FormattedStringExpression, is_raw: bool
) -> Iterator[ast.expr]:
    """Yields a hole, for `{x=}` after the text that stands in it."""
    conversion = ord(node.conversion) if node.conversion else NO_CONVERSION
    spec = node.format_spec
    if node.equal is not None:
        yield ast.Constant(_debugged(state, node, node.equal), **state.at(node))
        if not node.conversion and spec is None:
            conversion = ord("r")
    place = state.at(node)
    parts = None if spec is None else _joined(_parts(state, spec, is_raw))
    form = None if parts is None else ast.JoinedStr(parts, **place)
    yield ast.FormattedValue(state.any(node.expression), conversion, form, **place)


def _debugged(
    state: Conversion, node: cst.FormattedStringExpression, equal: cst.AssignEqual
) -> str:
    places = state.places
    start, end = places.start(node), places.after_spaces(places.end(equal))
    return places.text(start, end)[1:]


def _joined(parts: Iterable[ast.expr]) -> list[ast.expr]:
    """Returns the parts of an f-string: the texts between two holes are one, or none."""
    joined: list[ast.expr] = []
    for part in parts:
        match part, joined[-1:]:
            case ast.Constant(value=str(more)), [ast.Constant(value=str(text)) as before]:
                before.value = text + more
            case ast.Constant(value=""), _:
                pass
            case _:
                joined.append(part)
    return joined


def _unescaped(state: Conversion, node: cst.FormattedStringText, is_raw: bool) -> str:
    """Returns the value of the text between two holes."""
    text = node.value.replace("{{", "{").replace("}}", "}")
    if is_raw or "\\" not in text:
        return text
    quoted = ESCAPED.sub(lambda found: '\\"' if found[0] == '"' else found[0], text)
    return _value(state, node, f'"""{quoted}"""')


def _value(state: Conversion, node: cst.CSTNode, text: str) -> Any:
    """Returns the value of a literal; raises SyntaxError with the literal's own place."""
    try:
        return ast.literal_eval(f"({text})")
    except SyntaxError as error:
        at = state.at(node)
        place = ("", at["lineno"], at["col_offset"] + 1, None)
        raise SyntaxError(error.msg, place) from None


LITERALS: dict[type, Convert] = {
    cst.Integer: _number,
    cst.Float: _number,
    cst.Imaginary: _number,
    cst.Ellipsis: _ellipsis,
    cst.SimpleString: _string,
    cst.ConcatenatedString: _string,
    cst.FormattedString: _string,
    cst.TemplatedString: _string,
}

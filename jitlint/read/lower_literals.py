"""Lowers literals: numbers, strings with their escapes decoded, f-strings."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import libcst as cst

from jitlint.read import ir
from jitlint.read.lower_expressions import code
from jitlint.read.lowering import LowerExpression, Lowering

SMALLEST, LARGEST = -(2**63), 2**64 - 1  # what a cache can hold
ESCAPE = re.compile(
    r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\})"
)
LETTERS = {
    "\n": "",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
}


def _integer(state: Lowering, node: cst.Integer) -> ir.Expression:
    at = state.place(node)
    try:
        value = int(node.value, 0)
    except ValueError:  # more digits than int() is willing to read
        return ir.Opaque(at, node.value)
    fits = SMALLEST <= value <= LARGEST
    return ir.Constant(at, value) if fits else ir.Opaque(at, node.value)


def _float(state: Lowering, node: cst.Float) -> ir.Expression:
    return ir.Constant(state.place(node), float(node.value))


def _verbatim(state: Lowering, node: cst.Imaginary | cst.Ellipsis) -> ir.Expression:
    at = state.place(node)
    return ir.Opaque(at, node.value if isinstance(node, cst.Imaginary) else "...")


def _string(state: Lowering, node: cst.SimpleString) -> ir.Expression:
    at = state.place(node)
    text = _text(node.value)
    return ir.Opaque(at, node.value) if text is None else ir.Constant(at, text)


def _text(literal: str) -> str | None:
    quote = min(i for i in (literal.find("'"), literal.find('"')) if i >= 0)
    prefix = literal[:quote].lower()
    width = 3 if literal.startswith(literal[quote] * 3, quote) and len(literal) > quote + 5 else 1
    if "b" in prefix:
        return None
    return _decode(literal[quote + width : -width], "r" in prefix)


def _decode(text: str, raw: bool) -> str | None:
    if raw or "\\" not in text:
        return text
    try:
        text = ESCAPE.sub(_unescape, text)
        text.encode()
    except (KeyError, UnicodeEncodeError, ValueError):  # a name or a lone surrogate
        return None
    return text


def _unescape(found: re.Match[str]) -> str:
    escape = found[1]
    if escape in LETTERS:
        return LETTERS[escape]
    if escape[0] == "N":
        return unicodedata.lookup(escape[2:-1])
    return chr(int(escape[1:], 16) if escape[0] in "xuU" else int(escape, 8))


def _concatenated(state: Lowering, node: cst.ConcatenatedString) -> ir.Expression:
    at = state.place(node)
    pieces = list(_pieces(node))
    if any(isinstance(piece, cst.FormattedString) for piece in pieces):
        return ir.Format(at, tuple(part for piece in pieces for part in _parts(state, piece)))
    texts = [_text(piece.value) for piece in pieces if isinstance(piece, cst.SimpleString)]
    known = [text for text in texts if text is not None]
    if len(known) < len(pieces):
        return ir.Opaque(at, code(node))
    return ir.Constant(at, "".join(known))


def _pieces(node: cst.BaseString) -> Iterator[cst.BaseString]:
    while isinstance(node, cst.ConcatenatedString):
        yield node.left
        node = node.right
    yield node


def _parts(state: Lowering, piece: cst.BaseString) -> Iterator[ir.Expression]:
    if isinstance(piece, cst.FormattedString):
        yield from _holes(state, piece.parts, "r" in piece.prefix)
    else:
        yield state.expression(piece)


def _format(state: Lowering, node: cst.FormattedString) -> ir.Expression:
    at = state.place(node)
    return ir.Format(at, tuple(_holes(state, node.parts, "r" in node.prefix)))


def _holes(
    state: Lowering, parts: Sequence[cst.BaseFormattedStringContent], raw: bool
) -> Iterator[ir.Expression]:
    for part in parts:
        if isinstance(part, cst.FormattedStringText):
            at = state.place(part)
            text = _decode(part.value.replace("{{", "{").replace("}}", "}"), raw)
            yield ir.Opaque(at, part.value) if text is None else ir.Constant(at, text)
        elif isinstance(part, cst.FormattedStringExpression):
            if part.equal is not None:
                yield ir.Constant(state.place(part), _debug_text(part, part.equal))
            yield _hole(state, part, raw)


def _debug_text(node: cst.FormattedStringExpression, equal: cst.AssignEqual) -> str:
    return code(node.whitespace_before_expression) + code(node.expression) + code(equal)


def _hole(state: Lowering, node: cst.FormattedStringExpression, raw: bool) -> ir.Expression:
    at = state.place(node)
    value = state.expression(node.expression)
    spec = () if node.format_spec is None else tuple(_holes(state, node.format_spec, raw))
    debug = node.equal is not None and node.format_spec is None
    return ir.Formatted(at, value, node.conversion or ("r" if debug else ""), spec)


LITERALS: dict[type, LowerExpression] = {
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Imaginary: _verbatim,
    cst.Ellipsis: _verbatim,
    cst.SimpleString: _string,
    cst.ConcatenatedString: _concatenated,
    cst.FormattedString: _format,
}

"""Lowers literals: numbers, strings, f-strings."""

import ast

from jitlint.frontend import ir
from jitlint.frontend.lowering import LowerExpression, Lowering

SMALLEST, LARGEST = -(2**63), 2**64 - 1  # what a cache can hold


def _constant(state: Lowering, node: ast.Constant) -> ir.Expression:
    at = state.place(node)
    value = node.value
    if isinstance(value, str):
        held = value.isascii() or _is_encodable(value)
    elif isinstance(value, int):
        held = SMALLEST <= value <= LARGEST
    elif isinstance(value, float) or value is None:
        held = True
    else:
        return ir.Opaque(at, "..." if value is ... else repr(value))
    return ir.Constant(at, value) if held else ir.Opaque(at, type(value).__name__)


def _is_encodable(value: str) -> bool:
    """Returns whether a text is free of lone surrogates, which no cache can hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _format(state: Lowering, node: ast.JoinedStr) -> ir.Expression:
    at = state.place(node)
    return ir.Format(at, tuple([state.expression(part) for part in node.values]))


def _formatted(state: Lowering, node: ast.FormattedValue) -> ir.Expression:
    at = state.place(node)
    value = state.expression(node.value)
    conversion = chr(node.conversion) if node.conversion > 0 else ""
    spec = node.format_spec
    parts = spec.values if isinstance(spec, ast.JoinedStr) else []
    return ir.Formatted(at, value, conversion, tuple([state.expression(part) for part in parts]))


LITERALS: dict[type, LowerExpression] = {
    ast.Constant: _constant,
    ast.JoinedStr: _format,
    ast.FormattedValue: _formatted,
}

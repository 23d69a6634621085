"""The IR without places: what a test can read and compare."""

import ast
from collections.abc import Iterator
from typing import Any

import msgspec

from jitlint.core.source import Source
from jitlint.frontend import ir
from jitlint.frontend.extent import Extent
from jitlint.frontend.lower import lower
from jitlint.frontend.parse import parse

Shape = Any  # nested tuples: the name of an IR node, then its fields but those left out
LEFT_OUT = {
    "at", "text", "qualname", "is_generator", "globals", "nonlocals", "locals", "whole"
}  # fmt: skip


def parsed(text: str) -> ast.Module:
    """Returns the syntax tree of a text, which must have one."""
    module = parse(Source("some.py", text))
    assert isinstance(module, ast.Module), module
    return module


def lowered(text: str) -> tuple[ir.Statement, ...]:
    """Returns the statements of a text."""
    return lower(parsed(text)).body


def shape(node: Any) -> Shape:
    """Returns a node, a tuple of nodes or a plain field without places."""
    match node:
        case ir.Constant(value=value):
            return "Constant", type(value).__name__, repr(value)
        case msgspec.Struct():
            names = [name for name in node.__struct_fields__ if name not in LEFT_OUT]
            return type(node).__name__, *[shape(getattr(node, name)) for name in names]
        case tuple():
            return tuple(shape(each) for each in node)
        case _:
            return node


def nodes(node: Any) -> Iterator[ir.Node]:
    """Yields every node of an IR, outermost first."""
    if isinstance(node, ir.Node):
        yield node
        for name in node.__struct_fields__:
            yield from nodes(getattr(node, name))
    elif isinstance(node, tuple):
        for each in node:
            yield from nodes(each)


def functions(body: tuple[ir.Statement, ...]) -> dict[str, ir.Function]:
    """Returns the functions of a text by their `__qualname__`."""
    return {node.qualname: node for node in nodes(body) if isinstance(node, ir.Function)}


def say(node: Any) -> str:
    """Returns the shape of a node as a short text: `Call(Name(f), [Argument(Name(x))])`."""
    match node:
        case msgspec.Struct():
            names = [name for name in node.__struct_fields__ if name not in LEFT_OUT]
            said = [say(getattr(node, name)) for name in names]
            while len(said) > 1 and said[-1] in EMPTY:
                said.pop()
            return f"{type(node).__name__}({', '.join(said)})"
        case tuple():
            return f"[{', '.join(map(say, node))}]"
        case _:
            return repr(node)


EMPTY = ("None", "[]", "''", "0", "False")


def cut(text: str, extent: Extent) -> str:
    """Returns what a text has from place to place."""
    rows = text.split("\n")[extent.row - 1 : extent.end_row]
    rows[-1] = rows[-1][: extent.end_column - 1]
    rows[0] = rows[0][extent.column - 1 :]
    return "\n".join(rows)

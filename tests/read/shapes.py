"""The IR as nested tuples without places: what a test can read, and compare with `ast`'s."""

from collections.abc import Iterator
from typing import Any

import libcst
import msgspec
from from_ast import Shape, joined

from jitlint.read import ir
from jitlint.read.lower import lower

LEFT_OUT = {
    "at", "text", "qualname", "is_generator", "globals", "nonlocals", "locals", "whole"
}  # fmt: skip


def lowered(text: str) -> tuple[ir.Statement, ...]:
    """Returns the statements of a text."""
    return lower(libcst.parse_module(text)).body


def shape(node: Any) -> Shape:
    """Returns a node, a tuple of nodes or a plain field without places."""
    match node:
        case ir.Constant(value=value):
            return "Constant", type(value).__name__, repr(value)
        case ir.Format(parts=parts):
            return "Format", joined(shape(parts))
        case ir.Formatted(value=value, conversion=conversion, spec=spec):
            return "Formatted", shape(value), conversion, joined(shape(spec))
        case ir.Pattern(compares=compares, binds=binds):
            ordered = tuple(sorted(map(shape, compares), key=repr))
            return "Pattern", ordered, tuple(sorted(binds)), node.unpacks, node.irrefutable
        case ir.Call(function=function, arguments=arguments):
            return "Call", shape(function), tuple(sorted(map(shape, arguments), key=repr))
        case ir.Class(name=name, bases=bases):
            ordered = tuple(sorted(map(shape, bases), key=repr))
            return "Class", name, ordered, shape(node.body), shape(node.decorators)
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

"""What the methods of a class do with what its constructor keeps: `self._env = env`."""

import ast
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from ..limits import MOST_METHODS
from ..program.signatures import function_of
from ..program.user_code import value_or
from .usage import FunctionUsage


def kept(owner: type, constructor: FunctionUsage) -> dict[str, str]:
    """Returns the parameters of a constructor by the attributes that they are kept in.

    A class whose fields are declared keeps each under its own name.
    """
    if constructor.node is None:
        fields: dict[str, Any] = getattr(owner, "__dataclass_fields__", {})
        return dict(zip(fields, fields, strict=True))
    first = next((each.arg for each in constructor.node.args.args), "")
    pairs = (pair for node in ast.walk(constructor.node) for pair in _kept(node, first))
    return dict(pairs)


def methods(owner: type) -> list[FunctionType]:
    """Returns the functions that a class and its bases have as methods, the nearest first."""
    held = [each for kind in owner.__mro__ for each in vars(kind).values()]
    found = (value_or(None, lambda each=each: function_of(each)) for each in held if callable(each))
    return [each for each in found if isinstance(each, FunctionType)][:MOST_METHODS]


def add_members(
    found: FunctionUsage, attributes: dict[str, str], method: FunctionType, inner: FunctionUsage
) -> None:
    """Adds to the parameters of a constructor what a method does with the attributes."""
    first = method.__code__.co_varnames[:1]
    for path, usage in [*inner.by_path.items()] if inner is not found else []:
        name, _, rest = path.partition(".")
        attribute, dot, deeper = rest.partition(".")
        if (name,) == first and attribute in attributes:
            found.ensure(attributes[attribute] + dot + deeper).merge(usage)


def _kept(node: ast.AST, first: str) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Assign(
            [ast.Attribute(ast.Name(name), attribute)], ast.Name(parameter)
        ) | ast.AnnAssign(ast.Attribute(ast.Name(name), attribute), _, ast.Name(parameter)) if (
            name == first
        ):
            yield attribute, parameter
        case _:
            pass

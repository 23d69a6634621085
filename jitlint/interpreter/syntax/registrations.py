"""Registrations: the classes that functions of a module make pytrees, once somebody calls them."""

import re
from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.syntax.names import last_name
from jitlint.interpreter.syntax.walk import walk_all

REGISTERS = re.compile("register_(?:pytree|dataclass|static)")


def registered_by_functions(body: tuple[ir.Statement, ...]) -> frozenset[str]:
    """Returns the names of what the functions in a module's body hand to what registers classes."""
    functions = (each for each in walk_all(body) if isinstance(each, ir.Function))
    calls = (each for function in functions for each in walk_all(function.body))
    return frozenset(
        name for call in calls if isinstance(call, ir.Call) for name in _registered(call)
    )


def _registered(call: ir.Call) -> Iterator[str]:
    if REGISTERS.search(last_name(call.function)):
        yield from (last_name(each.value) for each in call.arguments)

"""The functions that a call runs: the one that it names, and the callbacks that JAX runs for it."""

import ast
from collections.abc import Iterator
from typing import Any

from .usage import Invocation, last_part, path_of


def invocations(call: ast.Call) -> Iterator[Invocation]:
    """Yields what is run, with the arguments as they are written."""
    args: list[Any] = call.args
    keywords = {each.arg: each.value for each in call.keywords if each.arg}
    match call.func:
        case ast.Call(inner, [first, *_] as given) as made if path_of(first):
            wrapper = last_part(path_of(inner))
            is_mapped = wrapper in ("vmap", "pmap")
            mapped = _mapped(made, given, len(args)) if is_mapped else frozenset[int]()
            if wrapper != "partial":
                yield Invocation(path_of(first), tuple(args), (*call.keywords,), mapped)
        case ast.Name() | ast.Attribute() if path_of(call.func):
            yield Invocation(path_of(call.func), tuple(args), (*call.keywords,))
            yield from _callbacks(last_part(path_of(call.func)), args, keywords)
        case _:
            pass


def _callbacks(name: str, args: list[Any], keywords: dict[str, ast.expr]) -> Iterator[Invocation]:
    """JAX's functions for control flow are recognised by the last part of their names."""
    padded = [*args, None, None, None, None]
    match name:
        case "scan":
            init, xs = keywords.get("init", padded[1]), keywords.get("xs", padded[2])
            yield Invocation(path_of(padded[0]), (init, xs), mapped=frozenset({1}))
        case "fori_loop":
            yield Invocation(path_of(padded[2]), (None, keywords.get("init_val", padded[3])))
        case "while_loop":
            for function in padded[:2]:
                yield Invocation(path_of(function), (keywords.get("init_val", padded[2]),))
        case "cond":
            for function in padded[1:3]:
                yield Invocation(path_of(function), tuple(args[3:]))
        case "switch":
            branches = keywords.get("branches", padded[1])
            each = [*branches.elts] if isinstance(branches, (ast.Tuple, ast.List)) else [None]
            for branch in each:
                callee = path_of(branch) if branch is not None else f"{path_of(branches)}.0"
                yield Invocation(callee, tuple(args[2:]))
        case "map":
            yield Invocation(path_of(padded[0]), (padded[1],), mapped=frozenset({0}))
        case _:
            pass


def _mapped(made: ast.Call, given: list[ast.expr], count: int) -> frozenset[int]:
    """Returns the places of the arguments that a `vmap` maps."""
    keyword = next((each.value for each in made.keywords if each.arg == "in_axes"), None)
    axes = keyword or (given[1] if len(given) > 1 else None)
    try:
        value: Any = ast.literal_eval(axes) if axes is not None else 0
    except ValueError:
        value = 0
    places: list[Any] = [*value] if isinstance(value, (tuple, list)) else [value] * count  # type: ignore[reportUnknownArgumentType]
    return frozenset(place for place, axis in enumerate(places) if axis is not None)

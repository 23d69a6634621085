"""Methods of a text that is known, with arguments that are known."""

from collections.abc import Callable
from typing import Any

from jitlint.interpreter.domain.lattice import NONE, join_all
from jitlint.interpreter.domain.limits import KNOWN_ITEMS
from jitlint.interpreter.domain.values import Sequence, Static, Value

Made = bool | str | list[str] | tuple[str, ...]
_METHODS: dict[str, Callable[..., Made]] = {
    "endswith": str.endswith,
    "lower": str.lower,
    "partition": str.partition,
    "removeprefix": str.removeprefix,
    "removesuffix": str.removesuffix,
    "rpartition": str.rpartition,
    "rsplit": str.rsplit,
    "split": str.split,
    "startswith": str.startswith,
    "strip": str.strip,
    "upper": str.upper,
}


def call(text: Static, name: str, arguments: list[Value], level: int) -> Value | None:
    """Returns what a method makes of a text, None unless all is known."""
    method = _METHODS.get(name)
    plain = [_plain(each) for each in (text, *arguments)]
    if method is None or None in plain:
        return None
    try:
        made = method(*plain)
    except (TypeError, ValueError):
        return None
    return _value(made, level)


def item(text: Static, index: Value) -> Static | None:
    """Returns a character or a slice of a text, None unless all is known."""
    known, at = _plain(text), _index(index)
    try:
        return None if None in (known, at) else Static(known[at], known=True, type="str")
    except (IndexError, TypeError, ValueError):
        return None


def _index(index: Value) -> Any:
    if not (isinstance(index, Sequence) and index.name == "slice"):
        return _plain(index)
    bounds = [(each == NONE, _plain(each)) for each in index.items or ()]
    is_known = all(absent or bound is not None for absent, bound in bounds)
    return slice(*(bound for _, bound in bounds)) if is_known and bounds else None


def _plain(value: Value) -> Any:
    match value:
        case Static(value=str() | int() as known, known=True):
            return known
        case Sequence(kind="tuple", items=[*items]):
            each = tuple(_plain(item) for item in items)
            return None if None in each else each
        case _:
            return None


def _value(made: Made, level: int) -> Value | None:
    if isinstance(made, bool | str):
        return Static(made, known=True, type=type(made).__name__)
    if len(made) > KNOWN_ITEMS:
        return None
    items: list[Value] = [Static(each, known=True, type="str") for each in made]
    kind = "list" if isinstance(made, list) else "tuple"
    return Sequence(kind, items, join_all(items), level)

"""Axes: which parts of an argument `vmap` maps, by a prefix of its structure."""

from collections.abc import Callable

from jitlint.interpreter.avals.reading import number
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.tree import children
from jitlint.interpreter.domain.values import Library, Mapping, Sequence, Static, Value

Change = Callable[[Value, int | None], Value]


def mapped(value: Value, axis: Value, change: Change) -> Value:
    """Returns an argument with what is mapped changed, and what `None` stands for as it is.

    The change is handed the axis of each part, None where it is not known.
    """
    match axis, value:
        case Static(), _ if is_none(axis):
            return value
        case Static(), _:
            return change(value, number(axis))
        case Mapping(rest=None), Mapping(rest=None) if axis.items.keys() == value.items.keys():
            items = {k: mapped(v, axis.items[k], change) for k, v in value.items.items()}
            return Mapping(items, None, value.level, value.name, value.exact)
        case Sequence(items=list() as axes), Sequence(items=list() as items) if len(axes) == len(
            items
        ):
            inside = [mapped(v, a, change) for v, a in zip(items, axes, strict=True)]
            return Sequence(value.kind, inside, UNKNOWN, value.level, value.name)
        case _:
            return change(value, None) if _all_mapped(axis) else UNKNOWN


def is_none(axis: Value) -> bool:
    """Says whether an axis is `None`, or may be, or is `nn.broadcast`."""
    if isinstance(axis, Library):
        return True
    return isinstance(axis, Static) and (not axis.known or axis.value is None)


def _all_mapped(axis: Value) -> bool:
    match axis:
        case Static():
            return not is_none(axis)
        case Sequence(items=list()) | Mapping(rest=None):
            return all(_all_mapped(each) for each in children(axis))
        case _:
            return False

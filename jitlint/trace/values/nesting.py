"""How deep values nest: recursion on `(x, x)` doubles what there is to walk with every call."""

from jitlint.trace.values import Mapping, Sequence, Value
from jitlint.trace.values.lattice import UNKNOWN

DEEPEST = 6
WIDE = 12  # a table of constants is walked once where it is made, not at every call


def shallow(value: Value) -> Value:
    """Returns a value, or Unknown where containers nest deeper in it than programs have them."""
    return UNKNOWN if _is_deeper(value, DEEPEST) else value


def flat(value: Value) -> Value:
    """Returns a new container, without what nests too deep in it."""
    match value:
        case Sequence(items=list() as items):
            value.items = [shallow(each) for each in items]
        case Sequence():
            value.element = shallow(value.element)
        case Mapping():
            value.items = {key: shallow(each) for key, each in value.items.items()}
        case _:
            pass
    return value


def anew(value: Value, since: int, depth: int = DEEPEST) -> Value:
    """Returns a value with containers of its own in place of those made since a count."""
    match value:
        case Sequence(kind="tuple", items=list() as items) if depth:
            made = [anew(each, since, depth - 1) for each in items]
            same = all(new is old for new, old in zip(made, items, strict=True))
            return value if same else Sequence("tuple", made, UNKNOWN, value.level, value.name)
        case Sequence() if depth and value.made > since and value.kind != "tuple":
            items = (
                None if value.items is None else [anew(i, since, depth - 1) for i in value.items]
            )
            return Sequence(value.kind, items, value.element, value.level, value.name)
        case Mapping() if depth and value.made > since:
            held = {key: anew(each, since, depth - 1) for key, each in value.items.items()}
            return Mapping(held, value.rest, value.level, value.name)
        case _:
            return value


def _is_deeper(value: Value, depth: int) -> bool:
    match value:
        case Sequence(items=list() as items) if len(items) <= WIDE:
            inner = items
        case Sequence(element=element):
            inner = [element]
        case Mapping(items=items, rest=rest) if len(items) <= WIDE:
            inner = [*items.values(), *([rest] if rest is not None else [])]
        case _:
            return False
    return depth == 0 or any(_is_deeper(each, depth - 1) for each in inner)

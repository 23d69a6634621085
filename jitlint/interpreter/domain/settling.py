"""Turns of a loop after which one more shows nothing new, though names hold other values."""

from jitlint.interpreter.domain.limits import OPENED_VALUES
from jitlint.interpreter.domain.tree import children
from jitlint.interpreter.domain.values import (
    Bound,
    Environment,
    Foreign,
    Function,
    Instance,
    Library,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Transformed,
    Value,
)


def is_alike(left: Environment, right: Environment) -> bool:
    """Says whether two environments differ only in which objects and containers names hold."""
    if left.facts != right.facts or left.assumed != right.assumed:
        return False
    if left.names.keys() != right.names.keys():
        return False
    return _are_alike([(value, right.names[name]) for name, value in left.names.items()])


def are_alike(left: Value | None, right: Value) -> bool:
    """Says whether values differ only in which objects and containers they hold."""
    return left is not None and _are_alike([(left, right)])


def _are_alike(waiting: list[tuple[Value, Value]]) -> bool:
    """Says whether the values of each pair are alike; of those that hold one another, once."""
    opened = set[tuple[int, int]]()
    while waiting:
        left, right = waiting.pop()
        if left is right or (id(left), id(right)) in opened or left == right:
            continue
        opened.add((id(left), id(right)))
        is_other = type(left) is not type(right) or _kind(left) != _kind(right)
        if is_other or len(opened) > OPENED_VALUES:
            return False
        waiting += zip(_held(left), _held(right), strict=True)
    return True


def _kind(value: Value) -> object:
    """Returns what values have to have in common; values that are equal or not have themselves."""
    match value:
        case Sequence(items=items):
            return (value.kind, value.level, None if items is None else len(items))
        case Mapping():
            return (value.level, value.exact, value.rest is None, *value.items)
        case Instance():
            return (id(value.cls), value.level, value.changed, *value.attributes)
        case Function():
            return (id(value.node), id(value.frame), *value.defaults)
        case Partial():
            names = [name for name, _ in value.keywords]
            return (value.is_open, len(value.arguments), *names)
        case Transformed():
            return (value.at, id(value.within), value.was_called, *value.options)
        case Library(name=name, self=held) | Foreign(cls=name, owner=held) if held is not None:
            return name
        case Bound():
            return Bound
        case OneOf():
            return len(value.values)
        case _:
            return (value,)


def _held(value: Value) -> list[Value]:
    match value:
        case Function():
            return [*value.defaults.values()]
        case Bound():
            return [value.function, value.self]
        case Partial():
            return [value.function, *value.arguments, *(each for _, each in value.keywords)]
        case Transformed():
            return [value.function, *value.options.values()]
        case Library(self=held) | Foreign(owner=held) if held is not None:
            return [held]
        case OneOf(values):
            return [*values]
        case _:
            return children(value)

"""Turns of a loop after which one more shows nothing new, though names hold other values."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import OPENED_VALUES
from jitlint.interpreter.domain.tree import children
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Environment,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Mapping,
    Module,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import target_names, walk_all

Loop = ir.For | ir.While
_PLAIN = frozenset({Array, Tree, Static, Unknown, Module})  # of which equal ones are the same


def is_seen_by_none(machine: Machine, node: Loop, start: Environment, frame: Frame) -> bool:
    """Says whether a turn has changed only names that each turn binds before it reads them.

    The next turn would bind them to the same, as long as they hold nothing that has an identity. A
    function that is made here may read them at any time.
    """
    after = frame.environment
    if frame.function is None or after.facts != start.facts:
        return False
    changed = {n: value for n, value in after.names.items() if start.names.get(n) != value}
    if any(type(value) not in _PLAIN for value in changed.values()):
        return False
    ask = machine.state_of(Questions).ask
    return changed.keys() <= ask(_bound_first, node) - ask(_read_by_inner, frame.function)


def is_alike(left: Environment, right: Environment) -> bool:
    """Says whether two environments differ only in which objects and containers names hold."""
    if left.facts != right.facts or left.names.keys() != right.names.keys():
        return False
    return _are_alike([(value, right.names[name]) for name, value in left.names.items()])


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


def _bound_first(loop: Loop) -> frozenset[str]:
    """Returns the names that each turn surely binds before anything in it mentions them."""
    bound, mentioned = set[str](), set[str]()
    if isinstance(loop, ir.For):
        bound.update(target_names((loop.target,)))
    else:
        mentioned.update(_mentioned(loop.test))
    for statement in loop.body:
        if isinstance(statement, ir.Assign) and statement.value is not None:
            mentioned.update(_mentioned(statement.value))
            bound.update({*target_names(statement.targets)} - mentioned)
        mentioned.update(_mentioned(statement))
    return frozenset(bound)


def _read_by_inner(function: ir.Function) -> frozenset[str]:
    """Returns the names that functions and classes made in a function mention."""
    inner = [each for each in walk_all(function.body) if isinstance(each, ir.Function | ir.Class)]
    return frozenset(name for each in inner for name in _mentioned(each))


def _mentioned(node: ir.Node) -> Iterator[str]:
    for each in walk_all(node):
        match each:
            case ir.Name(id=name) | ir.Walrus(target=name) | ir.Handler(name=name):
                yield name
            case ir.Function(name=name) | ir.Class(name=name):
                yield name
            case _:
                pass

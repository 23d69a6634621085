"""Walking over the text of a function, where a rule of thumb needs no abstract run."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Literal, get_args, get_origin

import msgspec

from jitlint.frontend import ir

Reader = Callable[[Any], tuple[object, ...]]
_PLAIN = frozenset({int, str, bool, float, type(None), frozenset})
_MAKERS = frozenset({ir.Function, ir.Class, ir.Lambda})


def walk(node: object, apart: Collection[int] = ()) -> Iterator[ir.Node]:
    """Yields a node and all below it, but for what is inside functions and classes made there.

    `apart` are the identities of tuples of nodes that are left out.
    """
    waiting = [node]
    while waiting:
        each = waiting.pop()
        kind = type(each)
        if kind is tuple:
            if not apart or id(each) not in apart:
                waiting.extend(reversed(each))  # type: ignore[reportArgumentType, reportCallIssue]
        elif kind not in _PLAIN:
            if isinstance(each, ir.Node):
                yield each
            if kind not in _MAKERS:
                waiting += _READERS[kind](each)[::-1]


def walk_all(node: object) -> Iterator[ir.Node]:
    """Yields a node and all below it."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        kind = type(each)
        if kind is tuple:
            waiting.extend(each)  # type: ignore[reportArgumentType]
        elif kind not in _PLAIN:
            if isinstance(each, ir.Node):
                yield each
            waiting += _READERS[kind](each)


def children(node: object) -> Sequence[object]:
    """Returns what a node, or a tuple of nodes, holds."""
    if isinstance(node, tuple):
        return node  # type: ignore[reportUnknownVariableType]
    return [each for each in _READERS[type(node)](node) if type(each) not in _PLAIN]


class _Readers(dict[type, Reader]):
    """What reads the fields of a class that may hold nodes, made when it is first asked for."""

    def __missing__(self, kind: type) -> Reader:
        names = [name for name in getattr(kind, "__struct_fields__", ()) if _holds(kind, name)]
        made = self[kind] = _reader(names if issubclass(kind, msgspec.Struct) else [])
        return made


_READERS = _Readers()


def _reader(names: list[str]) -> Reader:
    match names:
        case []:
            return lambda node: ()
        case [name]:
            read = attrgetter(name)
            return lambda node: (read(node),)
        case _:
            return attrgetter(*names)


def _holds(kind: type, name: str) -> bool:
    """Says whether a field may hold a node: one that is annotated with plain types does not."""
    annotated = (getattr(base, "__annotations__", {}).get(name) for base in kind.__mro__)
    return _may_be_node(next((each for each in annotated if each is not None), name))


def _may_be_node(annotation: Any) -> bool:
    if get_origin(annotation) is Literal or annotation is ...:
        return False
    inside = get_args(annotation)
    if inside:
        return any(_may_be_node(each) for each in inside)
    return not isinstance(annotation, type) or annotation not in _PLAIN


def bound_names(block: object) -> Iterator[str]:
    """Yields each name as often as statements bind or delete it."""
    for node in walk(block):
        match node:
            case ir.Assign(targets=targets) | ir.Delete(targets=targets):
                yield from _targets(targets)
            case ir.Augment(target=target) | ir.For(target=target):
                yield from _targets((target,))
            case ir.WithItem(target=target) if target is not None:
                yield from _targets((target,))
            case ir.Walrus(target=name) | ir.Handler(name=name):
                yield name
            case ir.Function(name=name) | ir.Class(name=name):
                yield name
            case _:
                pass


def counters(body: tuple[ir.Statement, ...]) -> set[str]:
    """Returns the names that each turn of a loop counts up or down, and binds in no other way."""
    counted = [
        statement.target.id
        for statement in body
        if isinstance(statement, ir.Augment)
        and isinstance(statement.target, ir.Name)
        and statement.operator in ("+", "-")
        and isinstance(statement.value, ir.Constant)
    ]
    bound = list(bound_names(body))
    return {name for name in counted if bound.count(name) == 1}


def assigned_attributes(block: object) -> Iterator[str]:
    """Yields the names of the attributes that statements assign."""
    for node in walk(block):
        targets = node.targets if isinstance(node, ir.Assign) else ()
        targets = (node.target,) if isinstance(node, ir.Augment) else targets
        yield from (each.name for each in targets if isinstance(each, ir.Attribute))


def _targets(targets: Iterable[ir.Expression]) -> Iterator[str]:
    for target in targets:
        match target:
            case ir.Name(id=name):
                yield name
            case ir.Collection(items=items):
                yield from _targets(items)
            case ir.Starred(value=value):
                yield from _targets((value,))
            case _:
                pass

"""Walking over the text of a function, where a rule of thumb needs no abstract run."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from jitlint.frontend import ir

_PLAIN = (int, str, bool, float, type(None), frozenset)


def walk(node: object, apart: Collection[int] = ()) -> Iterator[ir.Node]:
    """Yields a node and all below it, but for what is inside functions and classes made there.

    `apart` are the identities of tuples of nodes that are left out.
    """
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ir.Node):
            yield each
        elif id(each) in apart:
            continue
        if not isinstance(each, ir.Function | ir.Class | ir.Lambda):
            waiting.extend(reversed(children(each)))


def walk_all(node: object) -> Iterator[ir.Node]:
    """Yields a node and all below it."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ir.Node):
            yield each
        waiting.extend(children(each))


def children(node: object) -> Sequence[object]:
    """Returns what a node, or a tuple of nodes, holds."""
    match node:
        case msgspec.Struct():
            held: list[object] = [getattr(node, field) for field in node.__struct_fields__]
            return [each for each in held if type(each) not in _PLAIN]
        case tuple():
            return node  # type: ignore[reportUnknownVariableType]
        case _:
            return ()


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

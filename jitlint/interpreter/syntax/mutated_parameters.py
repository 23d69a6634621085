"""Finds the parameters that a function changes in place, by its text alone."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.syntax.walk import walk_all

CHANGES = frozenset(
    "append extend insert remove clear pop popitem add discard update setdefault appendleft"
    " sort reverse popleft".split()
)


def changed_parameters(function: ir.Function) -> tuple[str, ...]:
    """Returns the parameters that a function assigns into, or calls a changing method of."""
    names = {parameter.name for parameter in function.parameters}
    return tuple(sorted(names & set(_changed(function.body))))


def _changed(body: tuple[ir.Statement, ...]) -> Iterator[str]:
    for node in walk_all(body):
        match node:
            case ir.Assign(targets=targets):
                for target in targets:
                    yield from _owner(target)
            case ir.Augment(target=target):
                yield from _owner(target)
            case ir.Call(function=ir.Attribute(value=value, name=name)) if name in CHANGES:
                yield from _root(value)
            case _:
                pass


def _owner(target: ir.Expression) -> Iterator[str]:
    match target:
        case ir.Attribute(value=value) | ir.Subscript(value=value):
            yield from _root(value)
        case ir.Collection(items=items):
            for item in items:
                yield from _owner(item)
        case _:
            return


def _root(node: ir.Expression) -> Iterator[str]:
    match node:
        case ir.Name(id=name):
            yield name
        case ir.Attribute(value=value) | ir.Subscript(value=value):
            yield from _root(value)
        case _:
            return

"""Which values are tracers, alone or inside a container, whatever kind of trace they belong to."""

from collections.abc import Iterable, Iterator

from jitlint.trace.values import (
    NOTHING,
    Array,
    Depends,
    Instance,
    Mapping,
    OneOf,
    Sequence,
    Tree,
    Value,
)

DEEPEST = 3


def is_tracer(value: Value) -> bool:
    """Returns whether a value is surely a tracer.

    `grad` differentiates floats only: under it alone `x > 0` is a plain array.
    """
    match value:
        case Array(kind="concrete", dtype="bool" | "int"):
            return False
        case Array(certain=True, kind=kind) | Tree(kind=kind):
            return kind in ("abstract", "concrete")
        case _:
            return False


def tracers_within(values: Iterable[Value], above: int = -1) -> tuple[Depends, ...]:
    """Returns what each tracer among values, and inside their containers, depends on.

    Only tracers of traces deeper than `above` count.
    """
    found = (part for value in values for part in _parts(value) if is_tracer(part))
    return tuple(
        part.depends for part in found if isinstance(part, (Array, Tree)) and part.level > above
    )


def all_of(depends: Iterable[Depends]) -> Depends:
    """Returns all that some values depend on."""
    return NOTHING.union(*depends)


def _parts(value: Value, depth: int = DEEPEST) -> Iterator[Value]:
    yield value
    if depth:
        for item in _items(value):
            yield from _parts(item, depth - 1)


def _items(value: Value) -> list[Value]:
    match value:
        case Sequence(items=None, element=element):
            return [element]
        case Sequence(items=items) if items is not None:
            return items
        case Mapping(items=items, rest=rest):
            return [*items.values(), *([] if rest is None else [rest])]
        case Instance(attributes=attributes):
            return list(attributes.values())
        case OneOf(values=values):
            return list(values)
        case _:
            return []

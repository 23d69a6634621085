"""Turns of a loop, by their text: what each binds, counts and fills."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.syntax.walk import bound_names, counters, walk

FILLS = frozenset({"append", "extend", "insert"})
EMPTIES = frozenset({"pop", "clear", "remove", "popleft"})


@dataclass(frozen=True, eq=False)
class Turn:
    """The effects of each turn of a loop on names.

    It `bound` each so often, and `counted` some up or down; `made` are the values assigned to a
    name alone, `filled` the lists that it surely puts something in, `emptied` those that it may
    take something from.
    """

    bound: Counter[str] = field(default_factory=Counter[str])
    counted: frozenset[str] = frozenset()
    made: dict[str, list[ir.Expression | None]] = field(
        default_factory=dict[str, "list[ir.Expression | None]"]
    )
    filled: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()


def turn_of(loop: ir.For | ir.While) -> Turn:
    """Returns what the text of a loop says of each of its turns."""
    body = loop.body
    made: dict[str, list[ir.Expression | None]] = {}
    for statement in body:
        if isinstance(statement, ir.Assign):
            names = [each.id for each in statement.targets if isinstance(each, ir.Name)]
            if len(names) == 1:
                made.setdefault(names[0], []).append(statement.value)
    direct = (each.value for each in body if isinstance(each, ir.Evaluate))
    return Turn(
        Counter(bound_names(body)),
        frozenset(counters(body)),
        made,
        frozenset(_owners(direct, FILLS)),
        frozenset(_owners(walk(body), EMPTIES)),
    )


def turns_over(
    loop: ir.For | ir.While | ir.Comprehension | None,
) -> tuple[tuple[ir.Expression, ir.Expression], ...]:
    """Returns what the turns of a loop bind, each with what it is taken from."""
    match loop:
        case ir.For(target=target, iterable=iterable):
            return ((target, iterable),)
        case ir.Comprehension(loops=loops):
            return tuple((each.target, each.iterable) for each in loops)
        case _:
            return ()


def _owners(nodes: Iterable[ir.Node], methods: frozenset[str]) -> list[str]:
    """Returns the names of what such methods are called of."""
    found: list[str] = []
    for node in nodes:
        match node:
            case ir.Call(function=ir.Attribute(value=ir.Name(id=owner), name=method)):
                found += [owner] if method in methods else []
            case _:
                pass
    return found

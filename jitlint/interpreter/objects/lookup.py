"""Lookup: in which of its classes Python finds an attribute of an object."""

from collections.abc import Iterator, Mapping, Sequence

from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.limits import CLASS_ORDER
from jitlint.interpreter.domain.values import Class, Library, Value

PLAIN_BASES = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol"})


def find_in_class(cls: Class, name: str) -> Value | None:
    """Returns what a class or its bases hold under a name."""
    for each in mro(cls):
        if name in each.attributes:
            return each.attributes[name]
    return None


def mro(cls: Class) -> tuple[Class, ...]:
    """Returns a class and its bases of the program, in the order that attributes are sought in."""
    if cls.order is None:
        cls.order = _order(cls)
    return cls.order


def limit_bases(cls: Class) -> bool:
    """Says whether a class has few enough bases to be followed; else nothing is known of them."""
    bases = [base for base in cls.bases if isinstance(base, Class)]
    if len(bases) < CLASS_ORDER and len(mro(cls)) <= CLASS_ORDER:
        return True
    cls.bases, cls.order = (UNKNOWN,), (cls,)
    return False


def foreign_bases(cls: Class) -> Iterator[Value]:
    """Yields the bases, of a class and its bases, that are no classes of the program."""
    seen = set[int]()
    waiting: list[Value] = [cls]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, Class):
            yield each
        elif id(each) not in seen:
            seen.add(id(each))
            waiting.extend(reversed(each.bases))


def is_plain(cls: Class) -> bool:
    """Says whether a class and all its bases are the program's own or Python's plainest."""
    return all(isinstance(b, Library) and b.name in PLAIN_BASES for b in foreign_bases(cls))


def _order(cls: Class) -> tuple[Class, ...]:
    bases = [base for base in cls.bases if isinstance(base, Class)]
    lines = [mro(base) for base in bases]
    if not lines:
        return (cls,)
    if len(lines) == 1 or _is_among(bases, lines[0]):
        return (cls, *lines[0])
    shared = _shared_by(lines, bases)
    own = [line[: len(line) - len(shared)] for line in lines]
    merged = _merged([*own, bases])
    return (cls, *merged, *shared) if merged else (cls, *_depth_first(lines))


def _is_among(bases: Sequence[Class], line: Sequence[Class]) -> bool:
    """Says whether a line holds the bases in their order, and so, as lines do, theirs too."""
    places = {each: place for place, each in enumerate(line)}
    found = [places[base] for base in bases if base in places]
    return len(found) == len(bases) and found == sorted(found)


def _shared_by(lines: Sequence[Sequence[Class]], bases: Sequence[Class]) -> Sequence[Class]:
    """Returns how all lines end, which is how their order ends; no base stands in it."""
    ends = 0
    for row in zip(*map(reversed, lines), strict=False):
        if len({*row}) > 1 or row[0] in bases:
            break
        ends += 1
    return lines[0][len(lines[0]) - ends :]


def _merged(lines: Sequence[Sequence[Class]]) -> list[Class]:
    """Returns Python's C3 order of lines, or nothing where Python refuses to make such a class."""
    behind: dict[Class, int] = {}
    for line in lines:
        for place, each in enumerate(line):
            behind[each] = behind.get(each, 0) + bool(place)
    left = [[*reversed(line)] for line in lines]
    order: list[Class] = []
    while left:
        free = _free(left, behind)
        if free is None:
            return []
        order.append(free)
        for line in left:
            if line[-1] is free:
                line.pop()
                if line:
                    behind[line[-1]] -= 1
        left = [line for line in left if line]
    return order


def _free(left: Sequence[Sequence[Class]], behind: Mapping[Class, int]) -> Class | None:
    """Returns the first class that ends a line and stands before the end of none."""
    return next((line[-1] for line in left if not behind[line[-1]]), None)


def _depth_first(lines: Sequence[Sequence[Class]]) -> Iterator[Class]:
    """Yields the classes of lines, each where it stands last: before all of its own bases."""
    every = [each for line in lines for each in line]
    return reversed(dict.fromkeys(reversed(every)))

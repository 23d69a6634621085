"""Lookup: in which of its classes Python finds an attribute of an object."""

from jitlint.trace.values import Class, Library, Value

PLAIN_BASES = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol"})


def find_in_class(cls: Class, name: str) -> Value | None:
    """Returns what a class or its bases hold under a name."""
    return next((each.attributes[name] for each in mro(cls) if name in each.attributes), None)


def mro(cls: Class) -> list[Class]:
    """Returns a class and its bases of the program, in the order that attributes are sought in."""
    bases = [base for base in cls.bases if isinstance(base, Class)]
    lines = [mro(base) for base in bases]
    if len(bases) < 2:
        return [cls, *(each for line in lines for each in line)]
    lines.append(bases)
    order = [cls]
    while any(lines):
        heads = [line[0] for line in lines if line]
        free = (h for h in heads if not any(h in line[1:] for line in lines))
        head = next(free, heads[0])
        order.append(head)
        lines = [[each for each in line if each is not head] for line in lines]
    return order


def is_plain(cls: Class) -> bool:
    """Says whether a class and all its bases are the program's own or Python's plainest."""
    return all(
        is_plain(base) if isinstance(base, Class) else _is_plain_base(base) for base in cls.bases
    )


def _is_plain_base(base: Value) -> bool:
    return isinstance(base, Library) and base.name in PLAIN_BASES

"""Finds what Python does for a name in one instruction with something else, whose place that has.

Since Python 3.13 `step(x, n)` reads `x` and `n` at once, where `x` is; a name that is imported
has no place but that of its statement.
"""

import dis
from collections.abc import Iterable
from types import CodeType

Place = tuple[int, int]
FIRST = (0, 0)


def offsets_of(code: CodeType, name: str, start: Place, end: Place) -> frozenset[int]:
    """Returns the offsets of the instructions for a name; places are rows, and bytes from 0."""
    found = list(dis.get_instructions(code))
    if name in code.co_varnames and (pair := _pair(found, name, start)) is not None:
        return frozenset([pair])
    return frozenset(each.offset for each in found if _imports(each, start, end))


def _pair(instructions: Iterable[dis.Instruction], name: str, at: Place) -> int | None:
    """Returns the offset of the one that reads two names, if it comes right before in the text."""
    places = [(*_place(each), each) for each in instructions]
    before = [(end, each) for _, end, each in places if end <= at]
    end, last = max(before, key=lambda pair: pair[0], default=(FIRST, None))
    is_next = not any(end <= start < at for start, _, _ in places)
    if last is None or not is_next or last.opname.count("FAST") != 2:
        return None
    return last.offset if last.argval[1] == name else None


def _imports(instruction: dis.Instruction, start: Place, end: Place) -> bool:
    if instruction.opname not in ("IMPORT_NAME", "IMPORT_FROM"):
        return False
    first, last = _place(instruction)
    return first <= start and end <= last


def _place(instruction: dis.Instruction) -> tuple[Place, Place]:
    """Returns the start and the end of an instruction in the text."""
    place = instruction.positions
    if place is None or place.end_lineno is None or place.end_col_offset is None:
        return FIRST, FIRST
    return (place.lineno or 0, place.col_offset or 0), (place.end_lineno, place.end_col_offset)

"""The changes of a fix as a unified diff, of a notebook one for each cell."""

import difflib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jitlint.core.source import Problem
from jitlint.frontend.decode import NOTEBOOK, decode, encoding_of

CONTEXT = 3
NO_END = "\\ No newline at end of file"
Opcode = tuple[str, int, int, int, int]


def diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yields the lines of a unified diff, of a notebook for each cell."""
    old, new = _parts(path, before), _parts(path, after)
    for name in old:
        lines, others = (_lines(text) for text in (old[name], new[name]))
        for line in unified(lines, others, name):
            yield line if line.endswith("\n") else f"{line}\n{NO_END}\n"


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """Yields a unified diff of lines that keep their ends.

    The texts are matched only between the lines that each of them has once: edits keep their order,
    and the cost of many edits is linear.
    """
    groups = _Known(list(_opcodes(old, new))).get_grouped_opcodes(CONTEXT)
    for number, group in enumerate(groups):
        if not number:
            yield from (f"--- {name}\n", f"+++ {name}\n")
        (_, first, _, new_first, _), (_, _, last, _, new_last) = group[0], group[-1]
        yield f"@@ -{_range(first, last)} +{_range(new_first, new_last)} @@\n"
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[old_start:old_end])
            else:
                yield from (f"-{line}" for line in old[old_start:old_end])
                yield from (f"+{line}" for line in new[new_start:new_end])


def _parts(path: str, data: bytes) -> dict[str, str]:
    """Returns the texts to compare: that of a file, or of the cells of a notebook."""
    if not path.endswith(NOTEBOOK):
        return {path: data.decode(encoding_of(path, data), errors="replace")}
    source = decode(path, data)
    if isinstance(source, Problem):
        return {}
    lines = _lines(source.text)
    ends = [start for start, _ in source.cells[1:]] + [len(lines)]
    return {
        f"{path}:cell {number}": "".join(lines[start:end])
        for (start, number), end in zip(source.cells, ends, strict=True)
    }


def _lines(text: str) -> list[str]:
    """Returns the lines of a text with their ends, as they are."""
    return list(io.StringIO(text, newline=""))


class _Known(difflib.SequenceMatcher[str]):
    """A matcher whose opcodes are given."""

    def __init__(self, opcodes: list[Opcode]) -> None:
        super().__init__()
        self._opcodes = opcodes

    def get_opcodes(self) -> list[Any]:
        return self._opcodes


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Yields the opcodes of difflib, with adjacent equal lines in one."""
    equal: Opcode | None = None
    for opcode in _pieces(old, new):
        if opcode[0] != "equal":
            if equal:
                yield equal
            yield opcode
            equal = None
        else:
            begin = equal or opcode
            equal = ("equal", begin[1], opcode[2], begin[3], opcode[4])
    if equal:
        yield equal


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    old_done = new_done = 0
    for old_at, new_at in (*_anchors(old, new), (len(old), len(new))):
        gap = difflib.SequenceMatcher(None, old[old_done:old_at], new[new_done:new_at])
        for tag, old_start, old_end, new_start, new_end in gap.get_opcodes():
            yield (
                tag,
                old_done + old_start,
                old_done + old_end,
                new_done + new_start,
                new_done + new_end,
            )
        if old_at < len(old):
            yield "equal", old_at, old_at + 1, new_at, new_at + 1
        old_done, new_done = old_at + 1, new_at + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yields where the lines are that both texts have once, as long as they keep their order."""
    there = _single(new)
    done = -1
    for line, at in _single(old).items():
        if there.get(line, -1) > done:
            done = there[line]
            yield at, done


def _single(lines: Iterable[str]) -> dict[str, int]:
    numbered = list(lines)
    counts = Counter(numbered)
    return {line: at for at, line in enumerate(numbered) if counts[line] == 1}


def _range(first: int, last: int) -> str:
    """Returns a range of lines as a unified diff writes it."""
    length = last - first
    if length == 1:
        return f"{first + 1}"
    return f"{first + 1 if length else first},{length}"

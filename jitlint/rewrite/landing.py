"""The positions of edits in the text that they produce, so that new findings are attributed."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from jitlint.core.finding import Edit, Span
from jitlint.suppression.fingerprint import Identity

Position = tuple[int, int]
Part = tuple[str, int | None]
Names = frozenset[Identity]
Fix = tuple[Names, Sequence[Edit[Span]]]


@dataclass(frozen=True, slots=True)
class Landed:
    """The spans that fixes have changed, in the present texts, and the fixes that own them."""

    stretches: tuple[tuple[Names, Span], ...] = ()

    def after(self, fixes: Sequence[Fix]) -> "Landed":
        """Returns the changed spans after more fixes, whose edits do not overlap."""
        shifts = _Shifts(edit for _, edits in fixes for edit in edits)
        moved = [(names, shifts.moved(at)) for names, at in self.stretches]
        new = [(names, shifts.landed[edit.at]) for names, edits in fixes for edit in edits]
        return Landed((*moved, *new))

    def by_part(self) -> "Parts":
        """Returns the stretches so that those at a place are found at once."""
        parts: dict[Part, list[tuple[Position, Position, Names]]] = {}
        for names, at in self.stretches:
            parts.setdefault(_part(at), []).append((*_ends(at), names))
        return Parts({part: _Part.of(stretches) for part, stretches in parts.items()})


@dataclass(frozen=True, slots=True)
class Parts:
    """The stretches of each file, or cell of a notebook."""

    parts: dict[Part, "_Part"]

    def at(self, place: Span) -> Names:
        """Returns whose stretches have something in common with a place."""
        part = self.parts.get(_part(place))
        return part.at(*_ends(place)) if part else frozenset()


@dataclass(frozen=True, slots=True)
class _Part:
    """Stretches by their starts; `furthest` is how far those up to one of them reach."""

    starts: list[Position]
    ends: list[Position]
    furthest: list[Position]
    names: list[Names]

    @classmethod
    def of(cls, stretches: Iterable[tuple[Position, Position, Names]]) -> "_Part":
        starts, ends, names = zip(*sorted(stretches, key=lambda each: each[:2]), strict=True)
        return cls(list(starts), list(ends), list(accumulate(ends, max)), list(names))

    def at(self, start: Position, end: Position) -> Names:
        number, found = bisect_right(self.starts, end) - 1, Names()
        while number >= 0 and self.furthest[number] >= start:
            if self.ends[number] >= start:
                found |= self.names[number]
            number -= 1
        return found


class _Shifts:
    """The shifts that edits cause: their positions, and those of the ends of what they replace."""

    def __init__(self, edits: Iterable[Edit[Span]]) -> None:
        self.landed: dict[Span, Span] = {}
        self._old: dict[Part, list[Position]] = {}
        self._new: dict[Part, list[Position]] = {}
        for edit in sorted(set(edits), key=lambda edit: edit.at):
            self._add(edit)

    def moved(self, at: Span) -> Span:
        """Returns where a place is now."""
        start, end = (self._moved(_part(at), place) for place in _ends(at))
        return Span(at.path, *start, *end, at.cell)

    def _add(self, edit: Edit[Span]) -> None:
        at, part = edit.at, _part(edit.at)
        row, column = self._moved(part, (at.row, at.column))
        *before, last = edit.text.split("\n")
        end = (row + len(before), len(last) + (1 if before else column))
        self.landed[at] = Span(at.path, row, column, *end, at.cell)
        self._old.setdefault(part, []).append((at.end_row, at.end_column))
        self._new.setdefault(part, []).append(end)

    def _moved(self, part: Part, place: Position) -> Position:
        number = bisect_right(self._old.get(part, ()), place) - 1
        if number < 0:
            return place
        (row, column), (old_row, old_column) = place, self._old[part][number]
        new_row, new_column = self._new[part][number]
        moved = column - old_column + new_column if row == old_row else column
        return row - old_row + new_row, moved


def _part(at: Span) -> Part:
    return at.path, at.cell


def _ends(at: Span) -> tuple[Position, Position]:
    return (at.row, at.column), (at.end_row, at.end_column)

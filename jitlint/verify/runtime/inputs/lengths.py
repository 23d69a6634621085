"""Lengths that fit each other: each axis gets its own first, and errors tell which are equal.

Arrays whose axes are all of one length hide which axes belong together. With lengths that occur
once, JAX's message about two that do not fit names the axes: they become equal, and so on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ..limits import LONGEST_AXIS
from ..program.failure import Failure
from .recipes import SIZE, Assignment, OnesArray

DISTINCT = (5, 7, 11, 13, 17, 19, 23, 29)
OFFSETS = (1, -1, 2, -2)
SHAPE = re.compile(r"\((\d+(?:, ?\d+)*),?\)|\w\[(\d+(?:,\d+)*)\]")
SINGLE = re.compile(r"had size (\d+)|leading axis sizes: (\d+), (\d+)|'\w+': (\d+) vs (\d+)")
Axis = tuple[str, int]


@dataclass(frozen=True, slots=True)
class AxisLengths:
    """An assignment, and the length of each axis of its arrays that may still change."""

    assignment: Assignment
    lengths: Mapping[Axis, int]

    @classmethod
    def distinct(cls, assignment: Assignment) -> "AxisLengths":
        """Returns the assignment with an own length for each axis of which nothing is known."""
        arrays = {p: r for p, r in assignment.recipes.items() if isinstance(r, OnesArray)}
        every = [(p, axis) for p, r in arrays.items() for axis in range(r.rank)]
        free = [(p, axis) for p, axis in every if arrays[p].sizes[axis] == SIZE]
        lengths = {(p, axis): arrays[p].sizes[axis] for p, axis in every}
        own = [each for each in DISTINCT if each not in lengths.values()]
        return cls(assignment, {}).changed({**lengths, **dict(zip(free, own, strict=False))})

    def changed(self, lengths: Mapping[Axis, int]) -> "AxisLengths":
        """Returns the same arrays with other lengths."""
        assignment = self.assignment
        for path, recipe in assignment.recipes.items():
            if isinstance(recipe, OnesArray) and recipe.rank:
                sizes = tuple(lengths[path, axis] for axis in range(recipe.rank))
                shaped = {path: replace(recipe, shape=sizes)}
                assignment = assignment.with_recipes(shaped)
        return AxisLengths(assignment, {**lengths})

    def unified(self, failure: Failure) -> Iterator["AxisLengths"]:
        """Yields the lengths with which an error about two may not have come, likeliest first."""
        for first, second in differing(failure.message):
            for change in (self._equal, self._flattened, self._asked, self._shifted):
                changes = change(first, second)
                if changes and max(changes.values()) <= LONGEST_AXIS:
                    yield self.changed({**self.lengths, **changes})

    def _equal(self, first: int, second: int) -> dict[Axis, int]:
        """Returns the axes of two lengths with the smaller one."""
        some, others = self._of(first), self._of(second)
        return dict.fromkeys((*some, *others), min(first, second)) if some and others else {}

    def _flattened(self, first: int, second: int) -> dict[Axis, int]:
        """Returns an axis with one item only: the code makes one axis of it and another."""
        known = {*self.lengths.values()}
        for wanted in (first, second):
            for (path, axis), length in self.lengths.items():
                if axis and length > 1 and not wanted % length and wanted // length in known:
                    return {(path, axis): 1}
        return {}

    def _asked(self, first: int, second: int) -> dict[Axis, int]:
        """Returns the axes of one length with the other, which is none of an argument's."""
        return dict.fromkeys(self._of(first), second) | dict.fromkeys(self._of(second), first)

    def _shifted(self, first: int, second: int) -> dict[Axis, int]:
        """Returns axes of which the code takes a part, such as all items but the first."""
        for present, wanted in ((first, second), (second, first)):
            for offset in OFFSETS:
                axes = self._of(present + offset)
                if axes and wanted + offset > 0:
                    return dict.fromkeys(axes, wanted + offset)
        return {}

    def _of(self, length: int) -> list[Axis]:
        return [axis for axis, each in self.lengths.items() if each == length]


def differing(message: str) -> Iterator[tuple[int, int]]:
    """Yields the lengths of which a message says that they should be equal."""
    numbers = [int(each) for found in SINGLE.findall(message) for each in found if each]
    shapes = [_shape(each) for each in SHAPE.finditer(message)]
    pairs = [*pairwise(numbers)]
    for left, right in pairwise(shapes):
        pairs += zip(reversed(left), reversed(right), strict=False)
    if len(shapes) == 1:
        pairs += pairwise(shapes[0])
    yield from ((a, b) for a, b in dict.fromkeys(pairs) if a != b and 1 not in (a, b) and a and b)


def _shape(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, (found[1] or found[2]).split(",")))

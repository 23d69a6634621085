"""Compares the types that jitlint knows of traced names with those that JAX had there.

A type is `float32[3,2]`, with `~` where it is weak. What JAX makes of 64 bits counts as 32, since
jitlint takes 64 bits for switched off.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from jitlint.interpreter.domain.aval import WIDE, Aval

_TYPE = re.compile(r"(?P<dtype>[^\[]+)\[(?P<sizes>[\d,]*)\](?P<weak>~?)")


@dataclass(slots=True)
class Types:
    """Counts of names: all that JAX had a type of, those known completely and in part.

    Of those known in part or more, the ones that `contradict` JAX.
    """

    names: int = 0
    whole: int = 0
    part: int = 0
    contradict: list[str] = field(default_factory=list[str])

    def add(self, other: "Types") -> None:
        """Adds the counts of another package."""
        self.names += other.names
        self.whole += other.whole
        self.part += other.part
        self.contradict += other.contradict

    def count(self, at: str, jax: str, jitlint: Iterable[Aval]) -> None:
        """Counts the name at a place, of which JAX had some types, and jitlint has these."""
        found = [*jitlint]
        self.names += 1
        self.whole += bool(found) and all(map(is_whole, found))
        self.part += bool(found) and all(each != Aval() for each in found)
        for each in map(parsed, jax.split()):
            if found and not any(agrees(each, known) for known in found):
                self.contradict.append(f"{at}: {jax}, not {' or '.join(map(str, found))}")
                return


def parsed(text: str) -> Aval:
    """Returns a type as JAX had it."""
    found = _TYPE.fullmatch(text)
    assert found, text
    sizes = tuple(int(size) for size in found["sizes"].split(",") if size)
    return Aval(sizes, WIDE.get(found["dtype"], found["dtype"]), bool(found["weak"]))


def is_whole(aval: Aval) -> bool:
    """Says whether everything of a type is known."""
    has_sizes = aval.shape is not None and None not in aval.shape
    return has_sizes and bool(aval.dtype) and aval.weak is not None


def agrees(jax: Aval, known: Aval) -> bool:
    """Says whether all that is known of a type is as JAX had it."""
    if known.dtype and known.dtype != jax.dtype:
        return False
    if known.weak is not None and known.weak != jax.weak:
        return False
    if known.shape is None or jax.shape is None:
        return True
    sizes = zip(known.shape, jax.shape, strict=False)
    return len(known.shape) == len(jax.shape) and all(a in (None, b) for a, b in sizes)

"""The pinned packages, and the two halves that a fixed seed splits them into."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PACKAGES = Path(__file__).with_name("packages.txt")
PROGRAMS = Path(__file__).with_name("programs")
RECORDS = Path(__file__).with_name("records")
SEED = 16
Half = Literal["develop", "held"]


@dataclass(frozen=True, slots=True)
class Package:
    """A distribution at a version, the directory of its modules, and the half that it is in.

    Of a large one only `parts` of the directory are recorded, if any are named.
    """

    requirement: str
    directory: str
    half: Half
    parts: tuple[str, ...] = ()

    @property
    def record(self) -> Path:
        """The file of what JAX did with the package."""
        return RECORDS / f"{self.directory}.json"

    @property
    def program(self) -> Path:
        """The program that drives the package."""
        return PROGRAMS / f"{self.directory}.py"


def packages() -> tuple[Package, ...]:
    """Returns the packages in the order of the list, which has a paragraph for each time we added.

    Each paragraph is split by itself, so that the packages of an earlier one keep their half.
    """
    added = PACKAGES.read_text("utf-8").split("\n\n")
    return tuple(package for paragraph in added for package in _split(paragraph))


def _split(paragraph: str) -> Iterator[Package]:
    """Yields the packages of a paragraph; every second of a shuffled list is held."""
    rows = [line.split() for line in paragraph.splitlines()]
    shuffled = sorted(directory for _, directory, *_ in rows)
    random.Random(SEED).shuffle(shuffled)
    held = frozenset(shuffled[::2])
    for pin, name, *parts in rows:
        yield Package(pin, name, "held" if name in held else "develop", tuple(parts))

"""The pinned packages, and the two halves that a fixed seed splits them into."""

import random
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
    """A distribution at a version, the directory of its modules, and the half that it is in."""

    requirement: str
    directory: str
    half: Half

    @property
    def record(self) -> Path:
        """The file of what JAX did with the package."""
        return RECORDS / f"{self.directory}.json"

    @property
    def program(self) -> Path:
        """The program that drives the package."""
        return PROGRAMS / f"{self.directory}.py"


def packages() -> tuple[Package, ...]:
    """Returns the packages in the order of the list; every second of a shuffled list is held."""
    pairs = [line.split() for line in PACKAGES.read_text("utf-8").splitlines()]
    shuffled = sorted(directory for _, directory in pairs)
    random.Random(SEED).shuffle(shuffled)
    held = frozenset(shuffled[::2])
    return tuple(Package(pin, name, "held" if name in held else "develop") for pin, name in pairs)

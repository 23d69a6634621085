"""Compares what jitlint says of lines and names with what JAX did there."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.oracle.observe import Observed
from benchmarks.oracle.types import Types

TRACER, STATIC = frozenset("tT"), frozenset("snC")


@dataclass(slots=True)
class Compared:
    """The counts of a package; `unsound` and `missed` are examples of the half to develop on."""

    lines: int = 0
    entered: int = 0
    values: int = 0
    unknown: int = 0
    unsound: list[str] = field(default_factory=list[str])
    missed: Counter[str] = field(default_factory=Counter[str])
    types: Types = field(default_factory=Types)

    def add(self, other: "Compared") -> None:
        """Adds the counts of another package."""
        self.lines += other.lines
        self.entered += other.entered
        self.values += other.values
        self.unknown += other.unknown
        self.unsound += other.unsound
        self.types.add(other.types)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The lines of one function that JAX traced, with the kinds and types of names there."""

    path: str
    qualname: str
    transformations: frozenset[str]
    lines: Mapping[int, Mapping[str, str]]
    types: Mapping[int, Mapping[str, str]]


def recorded(record: Path) -> Iterator[Recorded]:
    """Yields the functions of a record."""
    said: dict[str, Any] = json.loads(record.read_text("utf-8"))
    for name, (via, lines, types) in said["functions"].items():
        path, _, qualname = name.split(":", 2)
        rows = {int(row): _names(each) for row, each in lines.items()}
        typed = {int(row): names for row, names in types.items()}
        yield Recorded(path, qualname, frozenset(via.split("+")), rows, typed)


def compare(record: Path, directory: str, observed: Mapping[str, Observed]) -> Compared:
    """Returns the counts of a package, of which the interpreter saw the files."""
    compared = Compared()
    for function in recorded(record):
        seen = observed.get(f"{directory}/{function.path}")
        if seen:
            _compare(compared, function, seen)
    return compared


def verdict(jax: str, jitlint: frozenset[str]) -> str:
    """Returns how a name of jitlint's kinds compares with JAX's: `same`, `unknown`, `unsound`.

    It is empty where either is an object, of which nothing is compared.
    """
    if not jitlint or "?" in jitlint:
        return "unknown"
    if not set(jax) & (TRACER | STATIC) or not jitlint & (TRACER | STATIC):
        return ""
    if jitlint <= TRACER and set(jax) <= STATIC:
        return "unsound"
    if jitlint <= STATIC and set(jax) & TRACER:
        return "unsound"
    return "same"


def _compare(compared: Compared, function: Recorded, seen: Observed) -> None:
    at = f"{function.path}:{function.qualname}"
    for row, names in function.lines.items():
        if row not in seen.names:
            continue
        compared.lines += 1
        entered = any((row, name) in seen.kinds for name in seen.names[row])
        compared.entered += entered
        if not entered:
            compared.missed[at] += 1
            continue
        for name, kinds in names.items():
            if name in seen.names[row]:
                found = frozenset(seen.kinds.get((row, name), ()))
                said = verdict(kinds, found)
                compared.values += bool(said)
                compared.unknown += said == "unknown"
                if said == "unsound":
                    compared.unsound.append(f"{at}:{row} {name}: {kinds} {''.join(sorted(found))}")
        for name, types in function.types.get(row, {}).items():
            known = seen.types.get((row, name))
            if known is not None:
                compared.types.count(f"{at}:{row} {name}", types, known)


def _names(text: str) -> dict[str, str]:
    return dict(each.rsplit(":", 1) for each in text.split())

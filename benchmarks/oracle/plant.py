"""Chooses where JAX had a tracer, and writes a print or a branch of it there."""

import ast
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.oracle.compare import Recorded
from benchmarks.oracle.packages import Package


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: one line about a name `{0}`, and the rules that are to see it."""

    name: str
    text: str
    codes: frozenset[str]


PRINT = Fault("print", "print({0})", frozenset({"JIT201"}))
BRANCH = Fault("branch", "if {0}.sum() > 0: pass", frozenset({"JIT101"}))
FAULTS = (PRINT, BRANCH)


@dataclass(frozen=True, slots=True)
class Spot:
    """A statement that JAX ran in a trace, and a name that was a tracer there in every run."""

    package: Package
    path: str
    qualname: str
    row: int
    name: str


def spots(package: Package, home: Path, functions: Iterable[Recorded]) -> Iterator[Spot]:
    """Yields the spots of a package: those in functions that JAX stages, where `if` raises."""
    starts: dict[str, frozenset[int]] = {}
    for each in functions:
        if each.transformations <= {"jit", "vmap"} and "jit" in each.transformations:
            file = home / package.directory / each.path
            if each.path not in starts:
                starts[each.path] = _statements(file.read_text("utf-8"))
            for row, names in each.lines.items():
                for name, kinds in names.items() if row in starts[each.path] else ():
                    if kinds == "t":
                        yield Spot(package, each.path, each.qualname, row, name)


def chosen(found: Sequence[Spot], number: int, seed: int) -> list[Spot]:
    """Returns so many spots, one of a function at most, from all packages in turn."""
    shuffled = sorted(found, key=lambda each: (each.path, each.row, each.name))
    random.Random(seed).shuffle(shuffled)
    functions = {(each.package.directory, each.path, each.qualname): each for each in shuffled}
    turns: dict[str, int] = {}
    order: list[tuple[int, Spot]] = []
    for each in functions.values():
        turn = turns[each.package.directory] = turns.get(each.package.directory, 0) + 1
        order.append((turn, each))
    return [each for _, each in sorted(order, key=lambda pair: pair[0])][:number]


def planted(text: str, fault: Fault, spots: Iterable[Spot]) -> tuple[str, dict[Spot, int]]:
    """Returns a file's text with faults before its statements, and the row of each."""
    lines, rows = text.split("\n"), dict[Spot, int]()
    for before, spot in enumerate(sorted(spots, key=lambda each: each.row)):
        at = spot.row - 1 + before
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines.insert(at, indent + fault.text.format(spot.name))
        rows[spot] = at + 1
    return "\n".join(lines), rows


def _statements(text: str) -> frozenset[int]:
    """Returns the rows on which a statement begins that another may stand before."""
    rows: set[int] = set()
    try:
        module = ast.parse(text)
    except SyntaxError:  # It is written for a newer Python than this one.
        return frozenset()
    for node in ast.walk(module):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, ())
            if isinstance(block, list) and not _is_elif(text, name, block):
                rows.update(each.lineno for each in block if isinstance(each, ast.stmt))
    lines = text.split("\n")
    return frozenset(row for row in rows if not _continues(lines, row))


def _is_elif(text: str, name: str, block: list[ast.AST]) -> bool:
    first = block[0] if block else None
    if name != "orelse" or not isinstance(first, ast.If):
        return False
    return text.split("\n")[first.lineno - 1].lstrip().startswith("elif")


def _continues(lines: Sequence[str], row: int) -> bool:
    """Says whether a statement shares its row with what it belongs to: `if x: return y`."""
    line = lines[row - 1].lstrip()
    opens = ("if ", "for ", "while ", "with ", "def ", "class ", "@", "else", "try", "async ")
    return line.startswith(opens) or ";" in line

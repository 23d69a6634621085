"""Runs jitlint's interpreter over a package and its program, and notes the value of each name.

An expression is evaluated by `Interpreter.evaluate`, and nobody else; so a subclass sees them all.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jitlint.check.loader import SourceLoader
from jitlint.check.request import CheckRequest
from jitlint.core.gc_tuning import in_one_stack_chunk, without_gc
from jitlint.core.source import Problem
from jitlint.frontend import ir
from jitlint.frontend.lower import places
from jitlint.frontend.parse import parse
from jitlint.interpreter.domain import tree
from jitlint.interpreter.domain.aval import ANYTHING, Aval
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Mapping,
    OneOf,
    Sequence,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.interpreter import Interpreter
from jitlint.interpreter.program import trace
from jitlint.models.registry import Models
from jitlint.project import discovery
from jitlint.project.program import Program
from jitlint.project.units import units_of

TRACED = frozenset({"abstract", "concrete"})


@dataclass(slots=True)
class Evaluated:
    """The expressions that were evaluated in a trace, by path and ordinal: kinds and types."""

    kinds: dict[tuple[str, int], set[str]] = field(default_factory=dict[tuple[str, int], set[str]])
    types: dict[tuple[str, int], set[Aval]] = field(
        default_factory=dict[tuple[str, int], set[Aval]]
    )


class Observer(Interpreter):
    """An interpreter that notes what names are worth in a trace."""

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """Returns what an expression is worth."""
        value = super().evaluate(node, frame)
        if self.traces and isinstance(node, ir.Name) and not self.mode.untraced:
            evaluated, at = self.state_of(Evaluated), (frame.path, node.at)
            evaluated.kinds.setdefault(at, set()).add(kind_of(value))
            evaluated.types.setdefault(at, set()).update(types_of(value))
        return value


@dataclass(frozen=True, slots=True)
class Observed:
    """The names that a file reads, by row, and the kinds and types each had in a trace."""

    names: dict[int, set[str]]
    kinds: dict[tuple[int, str], set[str]]
    types: dict[tuple[int, str], set[Aval]]


def observe(home: Path) -> dict[str, Observed]:
    """Returns what the interpreter saw in each file under a directory, by relative path."""
    paths, _ = discovery.find([str(home)], CheckRequest().stamps)
    request = CheckRequest()
    loader = SourceLoader(frozenset(paths), request, None)
    models, units = Models(()), units_of(paths, request.stamps)
    interpreters: list[Observer] = []

    def observer(program: Program) -> Observer:
        interpreters.append(Observer(program))
        return interpreters[-1]

    def run() -> None:
        for each in units.programs():
            names = loader.relevant(each, models.packages)
            program = Program(each, models, loader.facts, request.stamps, units.roots)
            trace(program, names, make=observer)

    with without_gc():
        in_one_stack_chunk(run)
    seen = Evaluated()
    for evaluated in (each.state_of(Evaluated) for each in interpreters):
        for at, kinds in evaluated.kinds.items():
            seen.kinds.setdefault(at, set()).update(kinds)
            seen.types.setdefault(at, set()).update(evaluated.types[at])
    return {
        str(Path(path).relative_to(home)): _observed(loader, path, seen) for path in map(str, paths)
    }


def kind_of(value: Value) -> str:
    """Returns the letter of an abstract value: as in `kinds`, and `?` for what is unknown."""
    match value:
        case Unknown():
            return "?"
        case Array(certain=False):
            return "?"
        case Array(kind=kind):
            return "t" if kind in TRACED else "a"
        case Tree(kind=kind):
            return "u" if kind in TRACED else "a"
        case Static(type="numpy"):
            return "n"
        case Static():
            return "s"
        case OneOf(values=values):
            return "".join({kind_of(each) for each in values})
        case Sequence() | Mapping():
            return _container(value)
        case _:
            return "o"


def types_of(value: Value) -> Iterator[Aval]:
    """Yields the types that a name may have, as far as known."""
    match value:
        case Array(certain=True, aval=aval):
            yield aval
        case OneOf(values=values):
            for each in values:
                yield from types_of(each)
        case _:
            yield ANYTHING


def _container(value: Value) -> str:
    """Returns the letter of a container; what one of several is in it may hold tracers."""
    held = "".join(kind_of(each) for each in tree.within(value) if each is not value)
    if "t" in held:
        return "T"
    if set(held) & set("?u"):
        return "?"
    return "o" if any(isinstance(each, OneOf) for each in tree.within(value)) else "C"


def _observed(loader: SourceLoader, path: str, seen: Evaluated) -> Observed:
    observed = Observed({}, {}, {})
    for ordinal, row, name in _reads(loader, path):
        observed.names.setdefault(row, set()).add(name)
        at = path, ordinal
        if at in seen.kinds:
            observed.kinds.setdefault((row, name), set()).update("".join(seen.kinds[at]))
            observed.types.setdefault((row, name), set()).update(seen.types[at])
    return observed


def _reads(loader: SourceLoader, path: str) -> Iterator[tuple[int, int, str]]:
    source = loader.source(path)
    module = parse(source) if source else None
    if module is None or isinstance(module, Problem):
        return
    for ordinal, (node, *_) in enumerate(places(module)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield ordinal, node.lineno, node.id

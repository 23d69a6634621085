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
    """The expressions that were evaluated in a trace, by path and ordinal, with their kinds."""

    kinds: dict[tuple[str, int], set[str]] = field(default_factory=dict[tuple[str, int], set[str]])


class Observer(Interpreter):
    """An interpreter that notes what names are worth in a trace."""

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """Returns what an expression is worth."""
        value = super().evaluate(node, frame)
        if self.traces and isinstance(node, ir.Name) and not self.mode.untraced:
            kinds = self.state_of(Evaluated).kinds
            kinds.setdefault((frame.path, node.at), set()).add(kind_of(value))
        return value


@dataclass(frozen=True, slots=True)
class Observed:
    """The names that a file reads, by row, and the kinds each had in a trace."""

    names: dict[int, set[str]]
    kinds: dict[tuple[int, str], set[str]]


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
    found: dict[str, dict[int, set[str]]] = {}
    for interpreter in interpreters:
        for (path, at), kinds in interpreter.state_of(Evaluated).kinds.items():
            found.setdefault(path, {}).setdefault(at, set()).update(kinds)
    return {
        str(Path(path).relative_to(home)): _observed(loader, path, found.get(path, {}))
        for path in map(str, paths)
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


def _container(value: Value) -> str:
    held = "".join(kind_of(each) for each in tree.within(value) if each is not value)
    if "t" in held:
        return "T"
    return "?" if set(held) & set("?u") else "C"


def _observed(loader: SourceLoader, path: str, found: dict[int, set[str]]) -> Observed:
    names: dict[int, set[str]] = {}
    kinds: dict[tuple[int, str], set[str]] = {}
    for ordinal, row, name in _reads(loader, path):
        names.setdefault(row, set()).add(name)
        if ordinal in found:
            kinds.setdefault((row, name), set()).update("".join(found[ordinal]))
    return Observed(names, kinds)


def _reads(loader: SourceLoader, path: str) -> Iterator[tuple[int, int, str]]:
    source = loader.source(path)
    module = parse(source) if source else None
    if module is None or isinstance(module, Problem):
        return
    for ordinal, (node, *_) in enumerate(places(module)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield ordinal, node.lineno, node.id

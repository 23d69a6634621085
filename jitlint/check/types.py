"""The types of the names of a file, by rows."""

import os

from jitlint.check.loader import SourceLoader
from jitlint.check.locate import spans_of
from jitlint.check.request import CheckRequest
from jitlint.core.finding import Place
from jitlint.core.gc_tuning import in_one_stack_chunk
from jitlint.interpreter.bound_types import BoundTypes, Watching
from jitlint.interpreter.domain.aval import Aval, join_avals
from jitlint.interpreter.program import trace
from jitlint.models.registry import Models
from jitlint.project.program import Program
from jitlint.project.units import units_of

Types = dict[tuple[int, str], Aval]
_Placed = dict[tuple[Place, str], Aval]


def types_of(path: str, request: CheckRequest = CheckRequest()) -> Types:
    """Returns what is known of each array that a file binds a name to, by row and name."""
    loader, made = _run(path, request)
    return _by_row(path, loader, [bound.found for bound in made])


def types_seen(path: str, request: CheckRequest = CheckRequest()) -> Types:
    """Returns what the calls that are seen tell of each array that a name stands for."""
    loader, made = _run(path, request)
    return _by_row(path, loader, [bound.seen for bound in made])


def _run(path: str, request: CheckRequest) -> tuple[SourceLoader, list[BoundTypes]]:
    loader = SourceLoader(frozenset([path]), request, None)
    models, made = Models(request.models([path])), list[BoundTypes]()
    units = units_of([path], request.stamps)
    for each in units.programs():
        program = Program(each, models, loader.facts, request.stamps, units.roots)

        def watching(program: Program) -> Watching:
            interpreter = Watching(program)
            made.append(interpreter.bound)
            return interpreter

        relevant = loader.relevant(each, models.packages)
        in_one_stack_chunk(
            lambda program=program, relevant=relevant: trace(program, relevant, make=watching)
        )
    return loader, made


def _by_row(path: str, loader: SourceLoader, known: list[_Placed]) -> Types:
    """Returns the types by rows; what a name stands for twice on one is joined."""
    own = os.path.abspath(path)
    placed = [(at, name, aval) for each in known for (at, name), aval in each.items()]
    placed = [each for each in placed if each[0].path == own]
    spans = spans_of({at for at, _, _ in placed}, loader.by_absolute_path(), None)
    found: Types = {}
    for at, name, aval in placed:
        if at in spans:
            key = (spans[at].row, name)
            found[key] = join_avals(found.get(key, aval), aval)
    return found

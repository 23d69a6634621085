"""The types of the names that a file binds, by rows."""

import os

from jitlint.check.loader import SourceLoader
from jitlint.check.locate import spans_of
from jitlint.check.request import CheckRequest
from jitlint.core.gc_tuning import in_one_stack_chunk
from jitlint.interpreter.bound_types import BoundTypes, Watching
from jitlint.interpreter.domain.aval import Aval
from jitlint.interpreter.program import trace
from jitlint.models.registry import Models
from jitlint.project.program import Program
from jitlint.project.units import units_of


def types_of(path: str, request: CheckRequest = CheckRequest()) -> dict[tuple[int, str], Aval]:
    """Returns what is known of each array that a file binds a name to, by row and name."""
    loader = SourceLoader(frozenset([path]), request, None)
    models, made = Models(), list[BoundTypes]()
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
    own = os.path.abspath(path)
    found = {key: aval for bound in made for key, aval in bound.found.items()}
    found = {(at, name): aval for (at, name), aval in found.items() if at.path == own}
    spans = spans_of({at for at, _ in found}, loader.by_absolute_path(), None)
    return {(spans[at].row, name): aval for (at, name), aval in found.items() if at in spans}

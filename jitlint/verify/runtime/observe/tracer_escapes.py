"""Finds the tracers that become reachable while one statement runs, so that a leak has a line."""

import ast
import dis
import linecache
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from types import CodeType, FrameType
from typing import Any

from ..limits import MOST_ESCAPE_SNAPSHOTS
from ..program.locations import Spot, UserFiles
from ..program.userjax import Tracer
from .find_tracers import NamedValue, TracerHolder, tracer_holders

RETURNS = ("RETURN_VALUE", "RETURN_CONST")
Holds = tuple[Sequence[TracerHolder], Sequence[TracerHolder]]


class Escapes:
    """The tracers that were put somewhere by a statement, by id, as long as it was watched.

    What the statement holds in a local variable is still its own; what is in a container is not.
    """

    def __init__(self, files: UserFiles) -> None:
        self.found: dict[int, NamedValue] = {}
        self.looks = 0
        self._files = files
        self._frame = 0
        self._before: Holds = ((), ())

    @property
    def is_complete(self) -> bool:
        """Whether no run of the statement went unseen."""
        return 0 < self.looks < MOST_ESCAPE_SNAPSHOTS

    def enter(self, frame: FrameType) -> None:
        """Records the start of the statement."""
        self.leave(frame)
        if self.looks < MOST_ESCAPE_SNAPSHOTS:
            self.looks += 1
            self._before = self._look(frame)
            self._frame = id(frame)

    def leave(self, frame: FrameType) -> None:
        """Records that the frame runs other code."""
        if self._frame == id(frame):
            self._frame = 0
            for before, after in zip(self._before, self._look(frame), strict=True):
                self.found |= _new(before, after)

    def end(self, after: dict[int, NamedValue]) -> dict[int, NamedValue]:
        """Returns which of the tracers that are left at the end the statement has put there.

        A statement that raises has no recorded end: then all that is new is its own.
        """
        found = dict(self.found)
        if self._frame:
            known = {id(each.tracer) for each in self._before[0]}
            found |= {key: each for key, each in after.items() if key not in known}
        names = {name for name, _ in found.values()}
        return {key: each for key, each in after.items() if key in found or each[0] in names}

    def _look(self, frame: FrameType) -> Holds:
        """Returns the places of tracers outside of the frame, and those in its containers.

        A tracer goes from the one to the other when the container is put somewhere.
        """
        free, held = frame.f_code.co_freevars, frame.f_locals.items()
        around = [(name, value) for name, value in held if name in free]
        own = [(n, v) for n, v in held if n not in free and not isinstance(v, Tracer)]
        return [*tracer_holders([*self._program(frame), *around])], [*tracer_holders(own)]

    def _program(self, frame: FrameType) -> Iterator[NamedValue]:
        yield from frame.f_globals.items()
        for name, module in self._files.modules().items():
            if vars(module) is not frame.f_globals:
                yield from ((f"{name}.{each}", value) for each, value in vars(module).items())


def _new(before: Sequence[TracerHolder], after: Sequence[TracerHolder]) -> dict[int, NamedValue]:
    """A tracer that was held already may be put into one more place."""
    keys = [(each.holder, each.name, id(each.tracer)) for each in after]
    known = Counter((each.holder, each.name, id(each.tracer)) for each in before)
    more = Counter(keys) - known
    pairs = zip(keys, after, strict=True)
    return {id(each.tracer): (each.name, each.tracer) for key, each in pairs if key in more}


@cache
def exit_offsets(code: CodeType, spot: Spot) -> frozenset[int]:
    """Returns the offsets at which the statement that holds a stretch is over."""
    rows = _rows(spot)
    return frozenset(
        each.offset
        for each in dis.get_instructions(code)
        if each.opname in RETURNS or (each.positions and each.positions.lineno not in rows)
    )


def returns(spot: Spot) -> bool:
    """Whether a stretch is in what a function returns: who called it may keep that."""
    statement = _statement(spot)
    if isinstance(statement, ast.Return):
        return True
    lambdas = (each for each in ast.walk(statement or ast.Pass()) if isinstance(each, ast.Lambda))
    return any(each.lineno <= spot.row <= (each.end_lineno or 0) for each in lambdas)


def _rows(spot: Spot) -> range:
    statement = _statement(spot)
    if statement is None:
        return range(spot.row, spot.end_row + 1)
    body: list[ast.stmt] = getattr(statement, "body", [])
    last = max(spot.end_row, body[0].lineno - 1) if body else statement.end_lineno or spot.end_row
    return range(statement.lineno, last + 1)


@cache
def _statement(spot: Spot) -> ast.stmt | None:
    held = [each for each in _statements(spot.file) if _holds(each, spot)]
    return max(held, key=lambda each: each.lineno, default=None)


@cache
def _statements(file: str) -> tuple[ast.stmt, ...]:
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:
        return ()
    return tuple(each for each in ast.walk(tree) if isinstance(each, ast.stmt))


def _holds(statement: Any, spot: Spot) -> bool:
    return statement.lineno <= spot.row and spot.end_row <= statement.end_lineno

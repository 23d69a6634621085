"""Turns ordinals into rows and columns: asked for only in the few files with findings."""

import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager

import libcst as cst
from libcst.metadata.position_provider import PositionProvidingCodegenState

from jitlint.read.extent import Extent
from jitlint.read.lower import lower
from jitlint.read.lowering import Place
from jitlint.read.parse import parse
from jitlint.read.source import Cells, Problem, Source, cell_row

ROW = 1 << 32  # a position is one plain integer, row * ROW + column (from 0): cheap to keep
START = ROW

Stretch = tuple[int, int]


def locate(source: Source, ordinals: Iterable[int]) -> dict[int, Extent]:
    """Returns the extents of a file's ordinals; -1 is its first character.

    What the text has no node for, or cannot be parsed for, is at the first character too.
    """
    wanted = set(ordinals)
    stretches = _stretches(source, wanted) if max(wanted, default=-1) >= 0 else {}
    return {
        ordinal: _extent(source.cells, stretches.get(ordinal, (START, START)))
        for ordinal in sorted(wanted)
    }


def positions_of(module: cst.Module) -> dict[int, Stretch]:
    """Returns the start and end of every node, by `id`, as LibCST's `PositionProvider` does."""
    state = _Positions(module.default_indent, module.default_newline)
    with _deep_recursion():
        module._codegen(state)  # pyright: ignore[reportPrivateUsage]
    return state.stretches


def place_of(place: Place, positions: dict[int, Stretch]) -> Stretch:
    """Returns the stretch of a place: of a node, of a header, or from one node to another."""
    if isinstance(place, tuple):
        return positions[id(place[0])][0], positions[id(place[1])][1]
    start, end = positions[id(place)]
    match place:
        case cst.CompFor():
            start = positions[id(place.whitespace_before)][1]
        case cst.Tuple(elements=[], lpar=[*_, left], rpar=[right, *_]):
            return positions[id(left)][0], positions[id(right)][1]
        case _:
            pass
    after = _what_follows(place)
    return start, end if after is None else positions[id(after)][0]


@contextmanager
def _deep_recursion() -> Generator[None, None, None]:
    """Lets LibCST, which needs several frames for each of ours, as deep as `lower` came."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(8 * limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _stretches(source: Source, ordinals: Iterable[int]) -> dict[int, Stretch]:
    module = parse(source)
    if isinstance(module, Problem):
        return {}
    places = lower(module).places
    positions = positions_of(module)
    known = [ordinal for ordinal in ordinals if 0 <= ordinal < len(places)]
    return {ordinal: place_of(places[ordinal], positions) for ordinal in known}


def _extent(cells: Cells, stretch: Stretch) -> Extent:
    (row, column), (end_row, end_column) = (divmod(position, ROW) for position in stretch)
    cell, cell_start = cell_row(cells, row)
    return Extent(cell_start, column + 1, end_row - row + cell_start, end_column + 1, cell)


def _what_follows(node: cst.CSTNode) -> cst.CSTNode | None:
    """Returns the node that begins where a header, or one `for` of several, ends."""
    match node:
        case cst.CompFor():
            return node.inner_for_in
        case cst.If():
            return node.whitespace_after_test
        case cst.MatchCase(guard=None):
            return node.whitespace_before_if
        case (
            cst.While() | cst.For() | cst.With() | cst.Try() | cst.TryStar() | cst.ExceptHandler()
            | cst.ExceptStarHandler() | cst.Match() | cst.MatchCase()
        ):  # fmt: skip
            return node.whitespace_before_colon
        case _:
            return None


class _Positions(PositionProvidingCodegenState):
    """LibCST's own way to positions, without its wrapper, its copy and its objects.

    This is the one place that reaches into LibCST's internals: `tests/read/test_spans.py`
    compares it with the public `PositionProvider`, node by node.
    """

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline, provider=None)  # pyright: ignore[reportArgumentType]
        self.position = START
        self.starts: list[int] = []
        self.stretches: dict[int, Stretch] = {}

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.position += len(token)

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        rows = value.count("\n")
        if rows:
            row = self.position // ROW + rows
            self.position = row * ROW + len(value) - value.rindex("\n") - 1
        else:
            self.position += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.starts.append(self.position)

    def after_codegen(self, node: cst.CSTNode) -> None:
        self.stretches.setdefault(id(node), (self.starts.pop(), self.position))

    @contextmanager
    def record_syntactic_position(
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> Generator[None, None, None]:
        start = self.position
        yield
        if start_node is not None:
            start = self.stretches[id(start_node)][0]
        end = self.position if end_node is None else self.stretches[id(end_node)][1]
        self.stretches[id(node)] = (start, end)

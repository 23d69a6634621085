"""An excerpt of the source with underlined spans: the finding, then the hops that lead to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jitlint.core.finding import Span
from jitlint.core.limits import EXCERPT_ROWS
from jitlint.frontend.rows import Rows
from jitlint.report._headline import place, visible
from jitlint.report._styled import Line, styled, width_of

TAB = 4
GUTTER = "bold blue"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to underline, its label, and the colour of both."""

    at: Span
    label: str
    style: str


def excerpt(marks: Sequence[Mark], texts: Mapping[str, Rows], width: int | None) -> Iterator[Line]:
    """Yields the lines to show, cropped around the spans to `width` cells unless it is None."""
    margin = gutter_width(marks)
    page = _Page(texts, margin, None if width is None else max(width - margin - 3, 20))
    shown: Span | None = None
    for mark in marks:
        yield from page.approach(mark.at, shown)
        yield from page.show(mark, shown)
        shown = mark.at


def gutter_width(marks: Iterable[Mark]) -> int:
    """Returns how many digits the largest row has."""
    return max((len(str(mark.at.end_row)) for mark in marks), default=1)


@dataclass(frozen=True, slots=True)
class _Page:
    """The texts, the width of the row numbers, and that of the lines beside them."""

    texts: Mapping[str, Rows]
    margin: int
    width: int | None

    def approach(self, at: Span, shown: Span | None) -> Iterator[Line]:
        """Yields the gap between the last shown span and the next."""
        if shown is None or not _adjoins(shown, at):
            yield self._bar("|")
        if shown is not None and (shown.path, shown.cell) != (at.path, at.cell):
            yield styled((" " * self.margin + "--> ", GUTTER), place(at))

    def show(self, mark: Mark, shown: Span | None) -> Iterator[Line]:
        """Yields the rows of a mark, each underlined, its label after the last."""
        rows = [row for row in _rows(mark.at) if self._line(row, mark.at)]
        for row in rows:
            code = self._line(row, mark.at)
            left, right = _extent(code, row, mark.at)
            text, left, right = _crop(_expand(code), left, right, self.width)
            if shown is None or not _adjoins(shown, mark.at) or row > shown.end_row:
                yield styled((f"{row:>{self.margin}} | ", GUTTER), text)
            label = f" {visible(mark.label)}" if mark.label and row == rows[-1] else ""
            carets = " " * left + "^" * (right - left) + label
            yield styled(self._bar("| "), (carets, mark.style))
            if row + 1 < mark.at.end_row and row + 1 not in rows:
                yield self._bar("...")

    def _line(self, row: int, at: Span) -> str:
        rows = self.texts.get(at.path)
        return rows.line(row, at.cell) if rows else ""

    def _bar(self, bar: str) -> Line:
        return styled((" " * (self.margin + 1) + bar, GUTTER))


def _adjoins(shown: Span, at: Span) -> bool:
    same = (shown.path, shown.cell) == (at.path, at.cell)
    return same and shown.end_row <= at.row <= shown.end_row + 1


def _rows(at: Span) -> list[int]:
    end = at.end_row - (at.end_column <= 1 and at.end_row > at.row)
    rows = list(range(at.row, end + 1))
    return rows if len(rows) <= EXCERPT_ROWS else [*rows[: EXCERPT_ROWS - 2], rows[-1]]


def _extent(line: str, row: int, at: Span) -> tuple[int, int]:
    """Returns where the underlining of a row starts and ends, in cells from 0."""
    first = at.column - 1 if row == at.row else len(line) - len(line.lstrip())
    last = at.end_column - 1 if row == at.end_row else len(line.rstrip())
    left, right = width_of(_expand(line[:first])), width_of(_expand(line[:last]))
    return left, max(right, left + 1)


def _expand(line: str) -> str:
    first, *rest = visible(line).split("\t")
    for piece in rest:
        first += " " * (TAB - width_of(first) % TAB) + piece
    return first


def _crop(text: str, left: int, right: int, width: int | None) -> tuple[str, int, int]:
    """Returns the window of the text that shows the span, with the span in that window."""
    if width is None or width_of(text) <= width:
        return text, left, right
    start = 0 if right < width else max(0, min(left - width // 4, width_of(text) - width))
    window, cells = "", 0
    for character in text:
        wide = width_of(character)
        if cells >= start and cells + wide <= start + width:
            window += character
        elif cells < start < cells + wide:
            window += " " * (cells + wide - start)
        cells += wide
    window = _with_dots(window, before=start > 0, after=cells > start + width)
    return window, left - start, min(right - start, width)


def _with_dots(window: str, before: bool, after: bool) -> str:
    """Returns the window with an ellipsis for the one or two cells at a cut end."""
    if before:
        window = "…" + " " * (width_of(window[0]) - 1) + window[1:]
    if after:
        window = window[:-1] + " " * (width_of(window[-1]) - 1) + "…"
    return window

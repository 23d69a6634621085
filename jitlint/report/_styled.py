"""A line of text in pieces that have styles, which nobody needs rich for where no colour is."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jitlint.report._headline import visible

if TYPE_CHECKING:
    from rich.text import Text

Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of text, each with the name of a style that rich knows, or an empty one."""

    pieces: tuple[Piece, ...] = ()

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(text for text, _ in self.pieces)

    @property
    def rich(self) -> "Text":
        """The text as rich prints it."""
        from rich.text import Text

        return Text.assemble(*self.pieces)


def styled(*parts: "str | Piece | Line") -> Line:
    """Returns the line that strings, pieces and other lines make up."""
    pieces: list[Piece] = []
    for part in parts:
        match part:
            case Line():
                pieces += part.pieces
            case str():
                pieces.append((part, ""))
            case _:
                pieces.append(part)
    return Line(tuple(pieces))


def prose(text: str) -> Line:
    """Returns a sentence in which what stands between backticks is bold."""
    parts = re.split(r"(`[^`]*`)", visible(text))
    return Line(tuple((part, "bold" if at % 2 else "") for at, part in enumerate(parts) if part))


def width_of(text: str) -> int:
    """Returns how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)

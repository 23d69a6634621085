"""A weighted grammar whose productions know which names are bound, written in a text format.

`symbol =` begins a symbol, and each of its alternatives a line of a weight, a bar and the text;
further lines of the text have the bar alone:

    statement =
     4 | <~array> = <expression>
     1 | for <+integer:i> in range(<size>):
       |     <suite>

In a text `<symbol>` is expanded, its lines indented as deep as it stands itself. `<+kind:label>`
binds a new name at once and `<~kind:label>` at the end of its line, where it may also bind an old
one anew; `<*kind:label>` binds one without writing it. `<label>` writes it again, `<@kind>` any
that is bound of its kind, or expands the symbol `no-kind`. `<(>` and `<)>` enclose a scope.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

ALTERNATIVE = re.compile(r" *(\d*) \| ?(.*)")
MARK = re.compile(r"<([+~*@]?)([a-z][\w-]*)(?::(\w+))?>|<([()])>|(\n)")
ENDLESS = 1_000


class GrammarError(Exception):
    """A grammar that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark between `<` and `>`, or the end of a line: an action, and its symbol or kind."""

    act: str
    name: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to write a symbol: its weight, and its text between marks."""

    weight: int
    parts: tuple[str | Mark, ...]

    @classmethod
    def of(cls, weight: int, text: str) -> "Alternative":
        """Returns the alternative that a text means."""
        return cls(weight, tuple(_parts(text)))

    @property
    def symbols(self) -> Iterator[str]:
        """The symbols that it needs; a label is none."""
        labels = {part.label for part in self.parts if isinstance(part, Mark)}
        for part in self.parts:
            if isinstance(part, Mark) and part.act == "" and part.name not in labels:
                yield part.name
            elif isinstance(part, Mark) and part.act == "@":
                yield f"no-{part.name}"


class Grammar:
    """The symbols of a grammar, and how deep each alternative goes at the least."""

    def __init__(self, symbols: Mapping[str, tuple[Alternative, ...]]) -> None:
        self.symbols = symbols
        missing = {name for each in symbols.values() for one in each for name in one.symbols}
        if missing - symbols.keys():
            raise GrammarError(f"undefined: {', '.join(sorted(missing - symbols.keys()))}")

    @classmethod
    def parse(cls, texts: Iterable[str]) -> "Grammar":
        """Returns the grammar that texts are together."""
        symbols: dict[str, tuple[Alternative, ...]] = {}
        for text in texts:
            for name, alternatives in _read(text):
                symbols[name] = symbols.get(name, ()) + alternatives
        return cls(symbols)

    @cached_property
    def heights(self) -> Mapping[str, int]:
        """The depth of nested expansions in the flattest text of each symbol."""
        heights = dict.fromkeys(self.symbols, ENDLESS)
        while True:
            now = {name: min(map(self._height(heights), each)) for name, each in self._all()}
            if now == heights:
                return heights
            heights = now

    def flattest(self, symbol: str) -> list[Alternative]:
        """Returns the alternatives of a symbol that go no deeper than they must."""
        height = self._height(self.heights)
        return [one for one in self.symbols[symbol] if height(one) == self.heights[symbol]]

    def _all(self) -> Iterable[tuple[str, tuple[Alternative, ...]]]:
        return self.symbols.items()

    @staticmethod
    def _height(heights: Mapping[str, int]):
        def height(alternative: Alternative) -> int:
            return 1 + max((heights[name] for name in alternative.symbols), default=0)

        return height


def _read(text: str) -> Iterator[tuple[str, tuple[Alternative, ...]]]:
    """Yields the symbols of a text with their alternatives."""
    name, found = "", list[tuple[int, list[str]]]()
    for number, line in enumerate(text.splitlines(), 1):
        match = ALTERNATIVE.fullmatch(line)
        if match and name and (match[1] or found):
            if match[1]:
                found.append((int(match[1]), []))
            found[-1][1].append(match[2])
        elif line.endswith(" ="):
            yield from _finished(name, found)
            name, found = line.removesuffix(" ="), []
        elif line.strip() and not line.startswith("#"):
            raise GrammarError(f"line {number} is no line of a grammar: {line}")
    yield from _finished(name, found)


def _finished(
    name: str, found: list[tuple[int, list[str]]]
) -> Iterator[tuple[str, tuple[Alternative, ...]]]:
    if name:
        yield name, tuple(Alternative.of(weight, "\n".join(rows)) for weight, rows in found)


def _parts(text: str) -> Iterator[str | Mark]:
    end = 0
    for match in MARK.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        act, name, label, scope, line = match.groups()
        yield Mark("\n" if line else scope or act, name or "", label or "")
        end = match.end()
    if text[end:]:
        yield text[end:]

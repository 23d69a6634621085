"""Texts drawn from a grammar: the same of the same seed, grown no larger than they may."""

import random
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from tools.fuzz.grammar import Alternative, Grammar, Mark

T = TypeVar("T")
Scope = dict[str, list[str]]

DEEPEST = 14
ANEW = 0.15
"""The share of assignments that rebind a name."""


class Draw:
    """One seeded sequence of choices, with the names that are bound where it stands.

    `room` is how many expansions there may be until everything is written as flat as it can be.
    """

    def __init__(self, grammar: Grammar, seed: str, room: int, stems: Mapping[str, str]) -> None:
        self.random = random.Random(seed)
        self.room = room
        self._grammar, self._stems = grammar, stems
        self._scopes: list[Scope] = [{}]
        self._count = self._depth = 0

    def text(self, symbol: str, **labels: str) -> str:
        """Returns a text of a symbol, in which labels are names that are given."""
        self.room -= 1
        self._depth += 1
        try:
            return self._written(self._alternative(symbol), dict(labels))
        finally:
            self._depth -= 1

    def one(self, options: Sequence[T]) -> T:
        """Returns one of several, each as likely as the others."""
        return options[self.random.randrange(len(options))]

    def chance(self, likely: float) -> bool:
        """Returns True as often as is said."""
        return self.random.random() < likely

    def bind(self, kind: str, name: str) -> None:
        """Binds a name in the innermost scope."""
        self._scopes[-1].setdefault(kind, []).append(name)

    def new(self, kind: str) -> str:
        """Returns a name that nothing has."""
        self._count += 1
        return f"{self.one(self._stems.get(kind, kind).split())}{self._count}"

    def known(self, kind: str) -> list[str]:
        """Returns the names that are bound of a kind, the innermost first."""
        return [name for scope in reversed(self._scopes) for name in scope.get(kind, ())]

    @contextmanager
    def scope(self) -> Generator[None]:
        """Lets names that are bound inside be bound only there."""
        self._scopes.append({})
        try:
            yield
        finally:
            self._scopes.pop()

    def _alternative(self, symbol: str) -> Alternative:
        tight = self.room <= 0 or self._depth > DEEPEST
        options = self._grammar.flattest(symbol) if tight else self._grammar.symbols[symbol]
        weights = [each.weight for each in options]
        return self.random.choices(options, weights)[0]

    def _written(self, alternative: Alternative, labels: dict[str, str]) -> str:
        written, later = "", list[tuple[str, str]]()
        for part in alternative.parts:
            if isinstance(part, str):
                written += part
            else:
                written += self._marked(part, labels, later, _indentation(written))
        self._bind_all(later)
        return written

    def _marked(
        self, mark: Mark, labels: dict[str, str], later: list[tuple[str, str]], indentation: str
    ) -> str:
        match mark.act:
            case "(":
                self._scopes.append({})
                return ""
            case ")":
                self._bind_all(later)
                self._scopes.pop()
                return ""
            case "\n":
                self._bind_all(later)
                return "\n"
            case "@":
                names = self.known(mark.name)
                return self.one(names) if names else self.text(f"no-{mark.name}")
            case "":
                text = labels.get(mark.name) or self.text(mark.name)
                return text.replace("\n", f"\n{indentation}")
            case act:
                return self._bound(act, mark, labels, later)

    def _bound(
        self, act: str, mark: Mark, labels: dict[str, str], later: list[tuple[str, str]]
    ) -> str:
        own = [name for name in self._scopes[-1].get(mark.name, ()) if name.isidentifier()]
        name = self.one(own) if act == "~" and own and self.chance(ANEW) else self.new(mark.name)
        if mark.label:
            labels[mark.label] = name
        if act == "~":
            later.append((mark.name, name))
        else:
            self.bind(mark.name, name)
        return "" if act == "*" else name

    def _bind_all(self, later: list[tuple[str, str]]) -> None:
        for kind, name in later:
            if name not in self._scopes[-1].get(kind, ()):
                self.bind(kind, name)
        later.clear()


def _indentation(written: str) -> str:
    """Returns the indentation of the line that a text ends in."""
    line = written.rpartition("\n")[2]
    return line[: len(line) - len(line.lstrip())]

"""Questions about a piece of text, such as a function or a loop, each of which is answered once."""

from collections.abc import Callable
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")


class Questions:
    """Answers about pieces of text, by their identities; the program keeps the pieces."""

    def __init__(self) -> None:
        self._answers: dict[tuple[int, Callable[[Any], Any]], Any] = {}

    def ask(self, question: Callable[[S], T], subject: S) -> T:
        """Returns the answer to a question about a function, a loop or a block."""
        key = (id(subject), question)
        if key not in self._answers:
            self._answers[key] = question(subject)
        return self._answers[key]

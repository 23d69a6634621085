"""Questions about the text of a function, each of which is answered once."""

from collections.abc import Callable
from typing import Any, TypeVar

from jitlint.read import ir

T = TypeVar("T")


class Questions:
    """What functions were found to say; the program keeps the functions."""

    def __init__(self) -> None:
        self._answers: dict[tuple[int, Callable[[ir.Function], Any]], Any] = {}

    def ask(self, question: Callable[[ir.Function], T], function: ir.Function) -> T:
        """Returns the answer to a question about a function."""
        key = (id(function), question)
        if key not in self._answers:
            self._answers[key] = question(function)
        return self._answers[key]

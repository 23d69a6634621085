"""Callers and context managers that nobody has seen: they may set up what a line relies on."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class UnseenCallers:
    """How many of them are around the line that runs."""

    count: int = 0

    @contextmanager
    def within(self, when: bool = True) -> Generator[None]:
        """Counts one more, where a condition holds, while the context is open."""
        self.count += when
        try:
            yield
        finally:
            self.count -= when

    @contextmanager
    def none(self) -> Generator[None]:
        """Counts none while the context is open: a module runs the same whoever imports it."""
        around, self.count = self.count, 0
        try:
            yield
        finally:
            self.count = around

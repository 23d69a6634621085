"""Star imports in a circle of modules: what one binds after it was asked is taken afterwards.

So the functions of a module see the same names whichever module of a circle is executed first.
"""

import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jitlint.interpreter.domain.values import Frame

BUILTINS = frozenset(dir(builtins))
"""Python has found these before a module of the circle could give its own."""

Names = Callable[[str], Iterator[str]]
"""Yields the names that a star import of a module binds."""


@dataclass(slots=True)
class Circles:
    """The modules in execution, and by modules the frames whose star imports came too early.

    These frames are of the modules `taking`.
    """

    running: set[str] = field(default_factory=set[str])
    early: dict[str, dict[Frame, None]] = field(default_factory=dict[str, dict[Frame, None]])
    taking: set[str] = field(default_factory=set[str])

    def note(self, source: str, frame: Frame) -> None:
        """Notes a star import of a module that has not bound all its names yet."""
        if source in self.running or source in self.taking:
            self.early.setdefault(source, {})[frame] = None
            self.taking.add(frame.module)

    def close(self, names: Names) -> None:
        """Lets each module that came too early find what it has missed, once none is running."""
        todo = list(self.early) if not self.running else []
        while todo:
            source = todo.pop()
            for frame in self.early[source]:
                missed = [name for name in names(source) if _is_missed(name, frame)]
                frame.imports.update((name, (source, name)) for name in missed)
                if missed and frame.module in self.early:
                    todo.append(frame.module)
        if not self.running:
            self.early.clear()
            self.taking.clear()


def _is_missed(name: str, frame: Frame) -> bool:
    return name not in frame.names and name not in frame.imports and name not in BUILTINS

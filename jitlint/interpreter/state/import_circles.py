"""Circles of modules that import each other: which is executed first, and late star imports.

What the modules of a circle see of each other depends on the one that the program begins with, so
a later run that traces only some of them begins with the same one. The names that a star import
comes too early for are taken afterwards.
"""

import builtins
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.domain.work_unit import WorkUnit

BUILTINS = frozenset(dir(builtins))
"""Python has found these before a module of the circle could give its own."""

Names = Callable[[str], Iterator[str]]
"""Yields the names that a star import of a module binds."""


@dataclass(slots=True)
class Circles:
    """The modules in execution, outermost first, and what is known of their circles.

    `begun` are by modules of circles those that an earlier run began these circles with, `first`
    by modules those that were executed before them in this run. `early` are by modules the frames
    whose star imports came too early; these frames are of the modules `taking`. `missing` are the
    names that modules give nothing under, nor those that they have them from; with the work of
    asking them all.
    """

    begun: Mapping[str, str] = field(default_factory=dict[str, str])

    running: list[str] = field(default_factory=list[str])
    first: dict[str, str] = field(default_factory=dict[str, str])
    early: dict[str, dict[Frame, None]] = field(default_factory=dict[str, dict[Frame, None]])
    taking: set[str] = field(default_factory=set[str])
    missing: dict[tuple[str, str], WorkUnit] = field(
        default_factory=dict[tuple[str, str], WorkUnit]
    )

    def ask(self, name: str) -> None:
        """Notes that a module is asked for, which closes a circle where it is in execution."""
        if name in self.running:
            at = self.running.index(name)
            for later in self.running[at + 1 :]:
                found = self.first.get(later, name)
                self.first[later] = min(name, found, key=self.running.index)

    def circle_of(self, name: str) -> tuple[str, ...]:
        """Returns the circle that a module is in, beginning with the module executed first."""
        start = self._start(name)
        others = sorted(each for each in self.first if self._start(each) == start)
        return (start, *others) if others else ()

    def _start(self, name: str) -> str:
        while name in self.first:
            name = self.first[name]
        return name

    def note(self, source: str, frame: Frame) -> None:
        """Notes a star import of a module that has not bound all its names yet."""
        if source in self.running or source in self.taking:
            self.early.setdefault(source, {})[frame] = None
            self.taking.add(frame.module)

    def miss(self, asked: Set[tuple[str, str]], work: WorkUnit) -> None:
        """Notes names that nobody gives whom they were asked of; modules in execution may yet."""
        if not self.early and not any(source in self.running for source, _ in asked):
            self.missing.update(dict.fromkeys(asked, work))

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

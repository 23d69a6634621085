"""Provenance: the works of an abstract run, which works each led to, and the events of each.

A cached call is not evaluated again, and an event is emitted once; so the events of a module's
functions are often emitted on behalf of another module. The provenance keeps the way there, and
says afterwards, by `contributions`, which code the findings of one module rest on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.events.facts import Absent, AskedFilled, Exports

Emitted = object
Asking = Absent | Exports | AskedFilled


@dataclass(slots=True)
class Within:
    """A context in which a work is done: of the objects of this kind each call needs one."""

    provenance: "Provenance"
    work: WorkUnit
    around: WorkUnit | None = None

    def __enter__(self) -> None:
        self.around, self.provenance.now = self.provenance.now, self.work
        self.around.used[self.work] = None

    def __exit__(self, *_: object) -> None:
        if self.around is not None:
            self.provenance.now = self.around


class Provenance:
    """The works of a run: of each module its execution, and the one that is being done now.

    `asking` are the numbers of the facts that say what was asked of other modules.
    """

    def __init__(self) -> None:
        self.modules: dict[str, WorkUnit] = {}
        self.now = WorkUnit("")
        self.has_changes = False
        self.asking = set[int]()
        self._looks: dict[tuple[str, int], WorkUnit] = {}
        self._emitted: list[Emitted] = []
        self._numbers: dict[Emitted, int] = {}

    def within(self, work: WorkUnit) -> "Within":
        """Books on a work what happens meanwhile, and the work on the one around it."""
        return Within(self, work)

    def use(self, work: WorkUnit) -> None:
        """Books that the work in progress rests on one that was done before."""
        self.now.used[work] = None

    def look(self, module: str, at: int) -> None:
        """Books that the work in progress looks into a function that it does not call."""
        self.use(self.looked(module, at))

    def looked(self, module: str, at: int) -> WorkUnit:
        """Returns the work of looking into a function."""
        known = self._looks.get((module, at))
        if known is None:
            known = self._looks[module, at] = WorkUnit(module, at)
        return known

    def queue(self, work: WorkUnit) -> None:
        """Books a work that is left to be done."""
        self.now.queued[work] = None

    def forget(self, work: WorkUnit) -> None:
        """Takes back that a work is left to be done."""
        self.now.queued.pop(work, None)

    def change(self, module: str) -> None:
        """Books that what a module has made is changed elsewhere."""
        if module not in self.now.changed:
            self.now.changed |= {module}
            self.has_changes = True

    def record(self, emitted: Emitted) -> None:
        """Books an event, by its key, or a fact."""
        if emitted not in self._numbers:
            self._numbers[emitted] = len(self._emitted)
            if isinstance(emitted, Asking):
                self.asking.add(len(self._emitted))
            self._emitted.append(emitted)
        self.now.emitted[self._numbers[emitted]] = None

    def changes(self, module: str) -> set[str]:
        """Returns the modules of what the execution of a module changes, but for the executions
        of others that it leads to.
        """
        work = self.modules.get(module)
        seen, todo, changed = set[WorkUnit](), [work] if work else [], set[str]()
        while todo:
            work = todo.pop()
            is_other = work.module != module and self.modules.get(work.module) is work
            if work not in seen and not is_other:
                seen.add(work)
                changed |= work.changed
                todo += work.used
        return changed

    def emitted(self, numbers: Iterable[int]) -> list[Emitted]:
        """Returns the keys of events, and facts, in the order in which they were emitted first."""
        return [self._emitted[number] for number in sorted(numbers)]

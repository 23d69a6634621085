"""Who used what: the pieces of an abstract run, what each led to, and what was told in it.

A call that is known is not traced again, and an event is told once; so what a module's functions
meet is often met on behalf of another. The ledger keeps the way there, and can say afterwards all
that one module owes its findings to.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from jitlint.interpreter.domain.work_unit import WorkUnit

Emitted = object


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is one module's: the code that it owes something to, and what was told for it.

    `code` are the ordinals of functions by their modules, `told` the keys of events, and notes, in
    the order in which they were told first.
    """

    code: Mapping[str, set[int]]
    told: tuple[Emitted, ...]


class Provenance:
    """The works of a run: of each module its execution, and the one that is being done now."""

    def __init__(self) -> None:
        self.modules: dict[str, WorkUnit] = {}
        self.now = WorkUnit("")
        self._looks: dict[tuple[str, int], WorkUnit] = {}
        self._told: list[Emitted] = []
        self._numbers: dict[Emitted, int] = {}

    @contextmanager
    def within(self, work: WorkUnit) -> Generator[None]:
        """Books on a work what happens meanwhile, and the work on the one around it."""
        around, self.now = self.now, work
        around.used[work] = None
        try:
            yield
        finally:
            self.now = around

    def use(self, work: WorkUnit) -> None:
        """Books that the work in progress rests on one that was done before."""
        self.now.used[work] = None

    def look(self, module: str, at: int) -> None:
        """Books that the work in progress looks into a function that it does not call."""
        self.use(self._looks.setdefault((module, at), WorkUnit(module, at)))

    def queue(self, work: WorkUnit) -> None:
        """Books a work that is left to be done."""
        self.now.queued[work] = None

    def look_later(self, module: str, at: int) -> None:
        """Books that what is left to be done looks into a function."""
        self.queue(self._looks.setdefault((module, at), WorkUnit(module, at)))

    def forget(self, work: WorkUnit) -> None:
        """Takes back that a work is left to be done."""
        self.now.queued.pop(work, None)

    def tell(self, told: Emitted) -> None:
        """Books an event, by its key, or a note."""
        number = self._numbers.setdefault(told, len(self._told))
        if number == len(self._told):
            self._told.append(told)
        self.now.told.add(number)

    def share(self, module: str) -> Contribution:
        """Returns what a module's execution, and all that it leaves to be done, come to.

        Of the other modules that it uses only the execution counts, not what they leave to do.
        """
        seen: dict[WorkUnit, bool] = {}
        todo = [(self.modules.get(module) or WorkUnit(module), True)]
        while todo:
            work, own = todo.pop()
            if work in seen and (seen[work] or not own):
                continue
            seen[work] = own
            home = self.modules.get(work.module, work)
            own = own and (home is not work or work.module == module)
            todo += [(each, own) for each in (home, *work.used)]
            todo += [(each, True) for each in work.queued if own]
        told = sorted(set[int]().union(*(work.told for work in seen)))
        code: dict[str, set[int]] = {}
        for work in seen:
            code.setdefault(work.module, set()).add(work.at)
        return Contribution(code, tuple([self._told[number] for number in told]))

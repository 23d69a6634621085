"""An interpreter that times each work of an abstract run, apart from the works inside it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.interpreter import Interpreter
from jitlint.interpreter.state.provenance import Provenance, Within
from jitlint.interpreter.state.worklist import Worklist
from jitlint.project.program import Program


@dataclass(slots=True)
class Times:
    """The seconds of CPU of each work, without those inside it, and the works inside of no other.

    Works begun before `start` are not told.
    """

    own: dict[WorkUnit, float] = field(default_factory=dict[WorkUnit, float])
    outermost: list[WorkUnit] = field(default_factory=list[WorkUnit])
    _open: list[WorkUnit] = field(default_factory=list[WorkUnit])
    _since: float = 0.0

    def start(self) -> None:
        """Leaves out what was done so far."""
        self.own.clear()
        self.outermost.clear()

    def begin(self, work: WorkUnit) -> None:
        """Notes that a work begins, and that the one around it is interrupted."""
        self._book()
        self.own.setdefault(work, 0.0)
        if not self._open:
            self.outermost.append(work)
        self._open.append(work)

    def end(self) -> None:
        """Notes that the work that began last is done."""
        self._book()
        self._open.pop()

    def interpreter(self, program: Program) -> Interpreter:
        """Returns an interpreter whose works are timed here."""
        made = Interpreter(program)
        made.provenance = _TimedProvenance(self)
        made.worklist = Worklist(made.provenance)
        return made

    def needed(self, works: Iterable[WorkUnit]) -> set[WorkUnit]:
        """Returns works with all that they rest on."""
        found, waiting = set[WorkUnit](), [*works]
        while waiting:
            work = waiting.pop()
            if work in self.own and work not in found:
                found.add(work)
                waiting += work.used
        return found

    def _book(self) -> None:
        now = time.process_time()
        if self._open:
            self.own[self._open[-1]] = self.own.get(self._open[-1], 0.0) + now - self._since
        self._since = now


class _TimedProvenance(Provenance):
    def __init__(self, times: Times) -> None:
        super().__init__()
        self.times = times

    def within(self, work: WorkUnit) -> Within:
        return _TimedWithin(self, work)


class _TimedWithin(Within):
    __slots__ = ()
    provenance: _TimedProvenance

    def __enter__(self) -> None:
        super().__enter__()
        self.provenance.times.begin(self.work)

    def __exit__(self, *_: object) -> None:
        self.provenance.times.end()
        super().__exit__()

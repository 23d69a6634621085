"""One question before the user's module is imported: what every experiment is handed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..observe.watch import SpotRecord, Watch
from ..process.fork import in_fork
from ..process.guard import Guard
from ..program.load import Loaded, ModuleName, load
from ..program.locations import UserFiles
from ..program.program import SharedState
from ..program.question import Question
from ..program.verdict import Verdict, as_message, inconclusive
from .attempt_plan import AttemptPlan

READS = "reads"


@dataclass(slots=True)
class PreImport:
    """A question, and the means to answer it; `directory` is where the user works."""

    question: Question
    name: ModuleName
    files: UserFiles
    guard: Guard
    directory: str
    seconds: float
    imported: AttemptPlan | None = None

    def plan(self) -> AttemptPlan:
        """Returns the program, imported now if it was not yet."""
        if self.imported is None:
            record = SpotRecord(self.question.spot, self.question.target, signatures=[])
            loaded = load_watched(self.name, self.directory, self.files, [record])
            self.imported = AttemptPlan.of(self.question, self.files, loaded, record, SharedState())
        return self.imported

    def judged_in_fork(self, judge: Callable[["PreImport"], Verdict]) -> Verdict:
        """Returns the verdict that `judge` gives in a fork of this process."""
        found = self.in_fork(lambda: as_message(judge(self)))
        return inconclusive(found["ended"]) if "ended" in found else Verdict(**found)

    def in_fork(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Returns what `work` returns in a fork of this process, and notes what that reads."""

        def working() -> dict[str, Any]:
            return work() | {READS: self.guard.reads}

        found = in_fork(self.guard, working, self.seconds)
        self.guard.note(found.pop(READS, ()))
        return found


def load_watched(
    name: ModuleName, directory: str, files: UserFiles, records: list[SpotRecord]
) -> Loaded:
    """Imports the module, seeing what happens at the records' spots.

    Where it takes over Python's events meanwhile, nothing of what was seen counts.
    """
    Watch.interrupted = False
    with Watch(files, records):
        loaded = load(name, directory)
    for record in records if Watch.interrupted else ():
        record.forget()
    return loaded

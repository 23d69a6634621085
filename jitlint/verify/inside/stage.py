"""One question before the user's module is imported: what every experiment is handed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .guard import Guard
from .leaf import in_leaf
from .load import Loaded, Name, load
from .places import Files
from .question import Question
from .scene import Scene
from .watch import Record, Watch

READS = "reads"


class TimeUpError(BaseException):
    """An experiment has taken its share of the time."""


@dataclass(slots=True)
class Stage:
    """A question, and the means to answer it; `directory` is where the user works."""

    question: Question
    name: Name
    files: Files
    guard: Guard
    directory: str
    seconds: float
    imported: Scene | None = field(default=None)

    def scene(self) -> Scene:
        """Returns the program, imported now if it was not yet."""
        if self.imported is None:
            record = Record(self.question.spot, self.question.target, signatures=[])
            loaded = load_watched(self.name, self.directory, self.files, [record])
            self.imported = Scene.of(self.question, self.files, loaded, record)
        return self.imported

    def in_leaf(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Returns what `work` returns in a fork of this process, and notes what that reads."""

        def working() -> dict[str, Any]:
            return work() | {READS: self.guard.reads}

        found = in_leaf(self.guard, working, self.seconds)
        self.guard.note(found.pop(READS, ()))
        return found


def load_watched(name: Name, directory: str, files: Files, records: list[Record]) -> Loaded:
    """Imports the module, seeing what happens at the records' spots.

    Where it takes over Python's events meanwhile, nothing of what was seen counts.
    """
    Watch.interrupted = False
    with Watch(files, records):
        loaded = load(name, directory)
    for record in records if Watch.interrupted else ():
        record.forget()
    return loaded

"""A progress bar on a terminal, for runs that take long."""

import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.7


class Bar:
    """A progress bar that appears after `PATIENCE` seconds and leaves no trace."""

    def __init__(self, stream: TextIO, wanted: bool) -> None:
        self._stream = stream
        self._wanted = wanted and stream.isatty()
        self._began = time.monotonic()
        self._bars: Progress | None = None

    def __enter__(self) -> "Bar":
        return self

    def __call__(self, what: str, done: int, total: int) -> None:
        """Shows that `done` of `total` parts of `what` are finished."""
        if not self._wanted or time.monotonic() - self._began < PATIENCE:
            return
        bars = self._bars or self._appear()
        bars.update(bars.task_ids[0], description=what, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._bars:
            self._bars.stop()

    def _appear(self) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
        bars = Progress(*columns, console=Console(file=self._stream), transient=True)
        bars.add_task("")
        bars.start()
        self._bars = bars
        return bars

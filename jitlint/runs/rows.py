"""A run, summed up by function and call site, the dearest first."""

import os
from collections import Counter
from dataclasses import dataclass, field

from jitlint.runs.inside.compilation import PHASES, Compilation, Run, Wait
from jitlint.runs.inside.reason import FIRST

LARGE_BYTES = 1_000_000
DEAR_SECONDS = 1.0
MOST_WAITS = 5
SHARE_OF_WAITING = 0.02
NEW_FUNCTION = "new function"


@dataclass(slots=True)
class Row:
    """The compilations of one function that one line of the program has caused.

    They are dear where they took longer than all that was not compiling, the function's own runs
    among it.
    """

    function: str
    defined: tuple[str, int]
    site: tuple[str, int]
    compilations: list[Compilation] = field(default_factory=list[Compilation])
    calls: int | None = None
    is_dear: bool = False

    def times(self, phase: str) -> int:
        """Returns how often a phase was gone through."""
        return sum(getattr(each, phase).times for each in self.compilations)

    @property
    def seconds(self) -> float:
        """The seconds of all phases, but for what the trace of another function holds already."""
        return sum(each.seconds for each in self.compilations if not each.nested)

    @property
    def hits(self) -> int | None:
        """The number of calls that compiled nothing, where calls are counted."""
        return None if self.calls is None else max(0, self.calls - len(self.compilations))

    @property
    def persistent_hits(self) -> int:
        """The number of programs that came from the cache on disk."""
        return sum(each.persistent_hits for each in self.compilations)

    @property
    def last(self) -> str:
        """The time of the last one: its call, or its second."""
        latest = self.compilations[-1]
        return f"call {latest.call}" if latest.call else f"{latest.at:.1f} s"

    @property
    def told(self) -> str:
        """The reason, and what is dear: constants, unused donations of the latest, compiling."""
        latest = self.compilations[-1]
        size, donated = latest.constant_bytes, ", ".join(dict.fromkeys(latest.not_usable))
        constants = [f"holds {size / 1e6:.1f} MB of constants"] * (size >= LARGE_BYTES)
        unused = [f"donated {donated}, which no result could take over"] * bool(donated)
        longer = ["compiling took longer than all else in the run"] * self.is_dear
        return "; ".join((self.reason, *constants, *unused, *longer))

    @property
    def reason(self) -> str:
        """The most frequent reason after the first call, and how often it was one."""
        again = [each for each in self.compilations if each.cause != FIRST]
        if not again:
            count = len(self.compilations)
            return "the first call" + f", in each of {count} processes" * (count > 1)
        cause, count = Counter(each.cause for each in again).most_common(1)[0]
        text = next(each.reason for each in reversed(again) if each.cause == cause)
        if cause == NEW_FUNCTION:
            text = f"{text}, from {place(self.defined)}"
        others = len(again) - count
        often = f" ({count} times)" if count > 1 else ""
        return f"{text}{often}" + (f", and {others} for other reasons" if others else "")


def rows_of(run: Run) -> list[Row]:
    """Returns the rows of the user's functions; those of JAX's own are those of `of_jax`."""
    found: dict[tuple[object, ...], Row] = {}
    for each in run.compilations:
        if not each.of_jax:
            key = (each.function, each.defined, each.site)
            row = found.setdefault(key, Row(*key))  # type: ignore[reportArgumentType]
            row.compilations.append(each)
    rest = run.seconds - seconds(run.compilations)
    for row in found.values():
        row.calls = run.calls.get((*row.site, row.function)) if run.counts_calls else None
        row.is_dear = run.processes == 1 and row.seconds > max(rest, DEAR_SECONDS)
    return sorted(found.values(), key=lambda row: -row.seconds)


def of_jax(run: Run) -> list[Compilation]:
    """Returns what was compiled of JAX's own: each operation outside of jit is a small program."""
    return [each for each in run.compilations if each.of_jax]


def seconds(compilations: list[Compilation]) -> float:
    """Returns the seconds of compilations, each counted once."""
    return sum(each.seconds for each in compilations if not each.nested)


def totals(run: Run) -> dict[str, int]:
    """Returns the number of JAX's events for each phase."""
    return {phase: run.events.get(phase, 0) for phase in PHASES}


def waits(run: Run) -> list[str]:
    """Returns a line for each line of the program that waited a good part of the run for JAX."""
    enough = SHARE_OF_WAITING * run.seconds
    dear = sorted((each for each in run.waits if each.seconds > enough), key=lambda w: -w.seconds)
    return [_wait(each) for each in dear[:MOST_WAITS]]


def _wait(wait: Wait) -> str:
    what = f"read {_bytes(wait.nbytes)} of arrays" if wait.nbytes else "waited for arrays"
    times = f"{wait.times:,} times" if wait.times > 1 else "once"
    return f"{place(wait.site)}: {what} {times}, {wait.seconds:.2f} s until they were there"


def _bytes(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= LARGE_BYTES else f"{number:,} bytes"


def leaks(run: Run) -> list[str]:
    """Returns a line for each tracer that has outlived its trace."""
    return [
        f"`{each.name}` in {place((each.file, 0)).removesuffix(':0')} holds a tracer, "
        f"{each.type}, after its trace: it has leaked"
        for each in run.leaks
    ]


def place(where: tuple[str, int]) -> str:
    """Returns a place as it is written in messages, from the current directory if below it."""
    file, row = where
    if not file:
        return "?"
    relative = os.path.relpath(file) if os.path.isabs(file) else file
    return f"{file if relative.startswith('..') else relative}:{row}"

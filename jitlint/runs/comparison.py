"""Two runs side by side: which functions compile more often, or longer, than they did."""

from typing import TextIO

from jitlint.runs.inside.compilation import Run
from jitlint.runs.rows import rows_of

Sums = dict[str, tuple[int, float]]


def compare(old: Run, new: Run, stream: TextIO) -> bool:
    """Writes a line for each function whose compilations differ; returns whether any compiles more.

    Functions are known by their names: lines move from one version of a program to the next.
    """
    before, after = _sums(old), _sums(new)
    names = sorted(before.keys() | after.keys(), key=lambda name: -after.get(name, (0, 0.0))[1])
    changed = [name for name in names if before.get(name, (0,))[0] != after.get(name, (0,))[0]]
    for name in changed:
        print(_line(name, before.get(name, (0, 0.0)), after.get(name, (0, 0.0))), file=stream)
    for label, sums in (("old", before), ("new", after)):
        count, seconds = sum(n for n, _ in sums.values()), sum(s for _, s in sums.values())
        print(f"{label}: {count} compiled in {seconds:.2f} s", file=stream)
    return any(after.get(name, (0,))[0] > before.get(name, (0,))[0] for name in changed)


def _line(name: str, before: tuple[int, float], after: tuple[int, float]) -> str:
    times = f"compiled {before[0]} → {after[0]}"
    return f"{name}: {times}, {before[1]:.2f} s → {after[1]:.2f} s"


def _sums(run: Run) -> Sums:
    found: Sums = {}
    for row in rows_of(run):
        count, seconds = found.get(row.function, (0, 0.0))
        found[row.function] = (count + row.times("compile"), seconds + row.seconds)
    return found

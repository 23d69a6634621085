"""A run as a table: for a terminal with colours, for everything else as plain text."""

from typing import TextIO

from jitlint.runs.inside.compilation import Compilation, Run
from jitlint.runs.rows import Row, leaks, of_jax, place, rows_of, seconds, totals, waits

COLUMNS = ("function", "called at", "traces", "lowered", "compiled", "hits", "seconds", "last")
MOST_ROWS = 40
UNKNOWN = "–"


def show(run: Run, stream: TextIO) -> None:
    """Writes the table of a run, with the reason below each row."""
    rows = rows_of(run)
    if stream.isatty() and rows:
        _rich(rows[:MOST_ROWS], stream)
        print("\n".join(_closing(run, len(rows) - MOST_ROWS)), file=stream)
    else:
        print("\n".join(lines(run)), file=stream)


def lines(run: Run) -> list[str]:
    """Returns the table as plain text, with the reason below each row."""
    rows = rows_of(run)
    table = _plain(rows[:MOST_ROWS]) if rows else []
    return [*table, *_closing(run, len(rows) - MOST_ROWS)]


def cells(row: Row) -> tuple[str, ...]:
    """Returns the cells of a row, in the order of the columns."""
    hits = UNKNOWN if row.hits is None else str(row.hits)
    if row.persistent_hits:
        hits += f" +{row.persistent_hits} disk"
    phases = (str(row.times(phase)) for phase in ("trace", "lower", "compile"))
    return row.function, place(row.site), *phases, hits, f"{row.seconds:.2f}", row.last


def _closing(run: Run, left_out: int) -> list[str]:
    found = [f"and {left_out} more rows in the record"] * (left_out > 0)
    found += [*waits(run), *leaks(run)]
    own = of_jax(run)
    if own:
        found.append(f"JAX's own operations outside of jit: {_summed(own)}")
    seen = totals(run)
    users = [each for each in run.compilations if not each.of_jax]
    found.append(
        f"{seen['trace']} traces, {seen['lower']} lowerings, {seen['compile']} compilations "
        f"in {seconds(run.compilations):.2f} s of {run.seconds:.2f} s"
        f"{f' in {run.processes} processes' * (run.processes > 1)}; yours: {_summed(users)}"
    )
    return found


def _summed(compilations: list[Compilation]) -> str:
    count = sum(each.compile.times for each in compilations)
    return f"{count} compiled, {seconds(compilations):.2f} s"


def _plain(rows: list[Row]) -> list[str]:
    table = [COLUMNS, *map(cells, rows)]
    widths = [max(len(line[place]) for line in table) for place in range(len(COLUMNS))]
    reasons = [[], *([f"    {row.told}"] for row in rows)]
    padded = (_padded(line, widths) for line in table)
    return [text for line, reason in zip(padded, reasons, strict=True) for text in (line, *reason)]


def _padded(line: tuple[str, ...], widths: list[int]) -> str:
    """Names are flush left, and numbers flush right."""
    left = [text.ljust(width) for text, width in zip(line[:2], widths[:2], strict=True)]
    right = [text.rjust(width) for text, width in zip(line[2:], widths[2:], strict=True)]
    return "  ".join((*left, *right)).rstrip()


def _rich(rows: list[Row], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(COLUMNS):
        table.add_column(name, justify="left" if number < 2 else "right", overflow="fold")
    table.add_column("reason", overflow="fold")
    for row in rows:
        style = "yellow" if row.times("compile") > 1 else ""
        table.add_row(*map(Text, cells(row)), Text(row.told, style))
    Console(file=stream, highlight=False).print(table)

"""A run as one page of HTML that needs no network: a line of time, and a table with sources."""

import json
import re
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from jitlint.runs.inside.compilation import Run
from jitlint.runs.rows import Row, leaks, place, rows_of, seconds, waits

LINES_AROUND = 2


def page(run: Run) -> str:
    """Returns the page; the compilations are in it as data, and its script draws them."""
    template = files("jitlint.runs").joinpath("page.html").read_text("utf-8")
    bars = [_bar(each.function, each.at, each.seconds, each.cause) for each in run.compilations]
    spent = seconds(run.compilations)
    summary = (
        f"{run.program}: {len(run.compilations)} calls were compiled for, in {spent:.2f} s "
        f"of {run.seconds:.2f} s, with JAX {run.jax} on Python {run.python}"
    )
    parts = {
        "{summary}": escape(summary),
        "{notes}": "".join(f"<p>{escape(each)}</p>" for each in (*waits(run), *leaks(run))),
        "{rows}": "\n".join(map(_row, rows_of(run))),
        "{data}": json.dumps({"seconds": run.seconds, "bars": bars}).replace("<", "\\u003c"),
    }
    return re.sub("|".join(map(re.escape, parts)), lambda found: parts[found[0]], template)


def _bar(function: str, at: float, duration: float, cause: str) -> list[Any]:
    return [function, round(at, 4), round(duration, 4), cause]


def _row(row: Row) -> str:
    hits = "" if row.hits is None else str(row.hits)
    numbers = (row.times("trace"), row.times("lower"), row.times("compile"), hits)
    cells = "".join(f"<td class=n>{each}</td>" for each in (*numbers, f"{row.seconds:.3f}"))
    source = escape(_excerpt(row.site))
    details = f"<details><summary>{escape(row.told)}</summary><pre>{source}</pre></details>"
    name = f"<th scope=row>{escape(row.function)}</th><td>{escape(place(row.site))}</td>"
    return f"<tr>{name}{cells}<td>{escape(row.last)}</td><td>{details}</td></tr>"


def _excerpt(where: tuple[str, int]) -> str:
    """Returns the lines around a place as they are now, or nothing where they are gone."""
    file, row = where
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    first = max(0, row - 1 - LINES_AROUND)
    shown = enumerate(lines[first : row + LINES_AROUND], first + 1)
    return "\n".join(f"{'>' if number == row else ' '} {number:5} {line}" for number, line in shown)

"""The magic `%%compilations`: a cell is run, and its table of compilations follows."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from jitlint.runs.api import watch
from jitlint.runs.inside.compilation import Compilation, Run
from jitlint.runs.table import show


class CellFailed(Exception):
    """A cell has failed, and its error stands above its table."""

    def _render_traceback_(self) -> list[str]:
        """Returns what IPython is to show of this: nothing more."""
        return []


def compilations(shell: Any, cell: str) -> None:
    """Runs a cell in a shell, and prints what it compiles; raises CellFailed after that."""
    with watch() as run:
        result = shell.run_cell(_with_its_row(cell), store_history=False)
    show(_by_inputs(run, shell.compile.format_code_name), sys.stdout)
    if not result.success:
        raise CellFailed


def _with_its_row(cell: str) -> str:
    """Keeps the rows of a cell, of which the magic was the first, unless another magic follows."""
    return cell if cell.lstrip().startswith("%%") else f"#\n{cell}"


def _by_inputs(run: Run, described: Callable[[str], tuple[str, str] | None]) -> Run:
    """Returns a run whose places are named as IPython does: `In[3]` for the text of that input."""

    def named(place: tuple[str, int]) -> tuple[str, int]:
        known = described(place[0])
        return (known[1] if known else place[0], place[1])

    def moved(each: Compilation) -> Compilation:
        return replace(each, site=named(each.site), defined=named(each.defined))

    calls = {(*named((file, row)), name): n for (file, row, name), n in run.calls.items()}
    return replace(run, compilations=[*map(moved, run.compilations)], calls=calls)

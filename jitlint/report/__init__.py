"""The reports of a run: one file per format, found by its name.

A format is a module of this package with `render(run, stream, color)`; modules whose names begin
with an underscore are shared by formats and the command.
"""

import importlib
import pkgutil
from typing import TYPE_CHECKING, TextIO

from jitlint.report._headline import place, visible
from jitlint.report._manual import dump_rules, explain, manual_page, show_rules
from jitlint.report._progress import Bar
from jitlint.report._statistics import statistics
from jitlint.report._summary import summary

if TYPE_CHECKING:
    from jitlint.core.entries import Entries
    from jitlint.core.finding import Span
    from jitlint.core.result import CheckResult

__all__ = [
    "Bar",
    "dump_rules",
    "explain",
    "formats",
    "manual_page",
    "place",
    "render",
    "show_entries",
    "show_rules",
    "statistics",
    "summary",
    "visible",
]


def formats() -> tuple[str, ...]:
    """Returns the names of the formats, in alphabetical order."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))


def render(name: str, run: "CheckResult", stream: TextIO, color: bool) -> None:
    """Writes the findings of a run in the format called `name`."""
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    module.render(run, stream, color)


def show_entries(entries: "Entries[Span]", stream: TextIO, *, as_json: bool) -> None:
    """Writes the entries, and the transformations of what is not known, as text or as JSON."""
    from jitlint.report import _entries

    _entries.show(entries, stream, as_json=as_json)

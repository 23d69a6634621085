"""The headline of a finding: its place, its code and its message on one line."""

import re
from typing import TYPE_CHECKING

from jitlint.core.paths import shown

if TYPE_CHECKING:
    from jitlint.core.finding import Finding, Span


UNSEEN = re.compile(  # control characters, what turns the direction, and bytes that are no text
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def headline(finding: "Finding[Span]") -> str:
    """Returns `path:row:column: CODE message`."""
    return f"{place(finding.at)}: {finding.code} {visible(finding.message)}"


def place(at: "Span") -> str:
    """Returns `path:row:column`, or `path:cell 3:row:column` in a notebook."""
    return f"{shown_path(at.path)}:{position(at)}"


def position(at: "Span") -> str:
    """Returns `row:column`, or `cell 3:row:column` in a notebook."""
    cell = "" if at.cell is None else f"cell {at.cell}:"
    return f"{cell}{at.row}:{at.column}"


def shown_path(path: str) -> str:
    """Returns the path relative to the working directory when it lies below it."""
    return visible(shown(path))


def visible(text: str) -> str:
    """Returns the text with each invisible character but the tab replaced by a visible one."""
    return UNSEEN.sub("�", text)

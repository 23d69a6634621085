"""Writes `# noqa` comments into files and notebooks, one for each line with findings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jitlint.core import disk
from jitlint.core.errors import UserError, reason_of
from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.source import Problem, Source
from jitlint.core.written import NotWritten, rewrite
from jitlint.frontend.decode import NOTEBOOK, decode, encoding_of
from jitlint.frontend.notebook_cells import NotebookText
from jitlint.suppression.comments import SILENT, all_silencing

LINE_END = re.compile("(\r\n|\r|\n)")


class NotChanged(UserError):
    """Files that cannot be changed; the message names them."""


def add_noqa(findings: Iterable[Finding[Span]]) -> tuple[int, list[str]]:
    """Changes the files of the findings.

    Returns how many lines have a comment more, and for each finding that could get none a
    sentence; raises `NotChanged` after the last of the files.
    """
    by_path: dict[str, list[Finding[Span]]] = {}
    for finding in findings:
        if finding.code not in SILENT:
            by_path.setdefault(finding.at.path, []).append(finding)
    added, left, failed = 0, list[str](), list[str]()
    for path, found in by_path.items():
        try:
            edits, out_of_reach = _add(path, found)
        except (NotChanged, NotWritten) as error:
            failed.append(str(error))
            continue
        left += [f"{_place(each.at)}: has no room for a comment" for each in out_of_reach]
        added += len(edits)
    if failed:
        raise NotChanged("; ".join(failed))
    return added, left


def _add(path: str, findings: list[Finding[Span]]) -> tuple[list[Edit[Span]], list[Finding[Span]]]:
    """Changes a file and returns what was added to it, and the findings that have no room."""
    file = _File.read(path)
    edits, out_of_reach = all_silencing(findings, file.source)
    if edits:
        file.write(edits)
    return edits, out_of_reach


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be changed: its text as it is on disk, and as it was checked."""

    encoding: str
    text: str
    source: Source

    @classmethod
    def read(cls, path: str) -> "_File":
        try:
            data = disk.read(path)
            encoding = encoding_of(path, data)
            text = data.decode(encoding)
        except (OSError, UnicodeError) as error:
            raise NotChanged(f"{path}: cannot be read: {reason_of(error)}") from None
        source = decode(path, data)
        if isinstance(source, Problem):
            raise NotChanged(f"{path}: {source.message}")
        return cls(encoding, text, source)

    def write(self, edits: list[Edit[Span]]) -> None:
        path = self.source.path
        is_notebook = path.endswith(NOTEBOOK)
        new = NotebookText.of(path, self.text).edited(edits) if is_notebook else self._with(edits)
        rewrite(path, new.encode(self.encoding))

    def _with(self, edits: list[Edit[Span]]) -> str:
        """Returns the text with edits, each of one row, its line ends as they were."""
        parts = LINE_END.split(self.text)
        for edit in edits:
            line, at = parts[2 * (edit.at.row - 1)], edit.at
            new = f"{line[: at.column - 1]}{edit.text}{line[at.end_column - 1 :]}"
            parts[2 * (at.row - 1)] = new
        return "".join(parts)


def _place(at: Span) -> str:
    cell = "" if at.cell is None else f"cell {at.cell}:"
    return f"{at.path}:{cell}{at.row}"

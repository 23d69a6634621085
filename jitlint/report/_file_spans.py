"""Spans for services that show files: in a notebook, rows and columns of its JSON."""

from dataclasses import replace
from pathlib import Path

from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.result import CheckResult
from jitlint.frontend.decode import decode
from jitlint.frontend.notebook_cells import NotebookText


class FileSpans:
    """Spans as the files have them that services show: of a notebook, those of its JSON."""

    def __init__(self, run: CheckResult) -> None:
        self._run = run
        self._notebooks: dict[str, NotebookText | None] = {}
        self._rows: dict[str, list[str]] = {}

    def of(self, at: Span) -> Span:
        """Returns where a span is in its file: at its start, if the notebook has changed since."""
        if at.cell is None:
            return at
        notebook = self._notebook(at.path)
        try:
            return notebook.in_file(at) if notebook else Span(at.path, 1, 1, 1, 1)
        except LookupError:
            return Span(at.path, 1, 1, 1, 1)

    def edits(self, finding: Finding[Span]) -> list[Edit[Span]]:
        """Returns the fix as edits of its file, in a notebook those of its JSON."""
        if finding.at.cell is None:
            return list(finding.fix)
        notebook = self._notebook(finding.at.path)
        if notebook is None:
            return []
        return [
            replace(edit, at=self.of(edit.at), text=notebook.escaped(edit.text))
            for edit in finding.fix
        ]

    def in_bytes(self, at: Span) -> Span:
        """Returns a span of a file with columns that count bytes of UTF-8."""
        column = self._bytes(at.path, at.row, at.column)
        return replace(
            at, column=column, end_column=self._bytes(at.path, at.end_row, at.end_column)
        )

    def _bytes(self, path: str, row: int, column: int) -> int:
        return len(self._line(path, row)[: column - 1].encode("utf-8", "replace")) + 1

    def _line(self, path: str, row: int) -> str:
        if path not in self._rows:
            notebook, source = self._notebook(path), self._run.sources.get(path)
            text = notebook.text if notebook else source.text if source else ""
            self._rows[path] = text.split("\n")
        rows = self._rows[path]
        return rows[row - 1] if row <= len(rows) else ""

    def _notebook(self, path: str) -> NotebookText | None:
        if path not in self._notebooks:
            self._notebooks[path] = self._read(path)
        return self._notebooks[path]

    def _read(self, path: str) -> NotebookText | None:
        source = self._run.sources.get(path)
        if source is None or not source.cells:
            return None
        try:
            data = Path(path).read_bytes()
            known = decode(path, data) == source
            return NotebookText.of(path, data.decode("utf-8-sig")) if known else None
        except (OSError, ValueError):
            return None

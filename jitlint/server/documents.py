"""The texts that are open in the editor at one moment, by their paths, and their documents."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path, urlparse
from pygls.workspace import TextDocument, Workspace

from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.notebook import join_cells

# pygls takes each of these for the end of a line, which editors and Python do not, and so
# puts changes of such a text into wrong places: it is taken from the disk.
MISPLACING = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
Shown = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Opened:
    """The texts of an editor by their paths, and the documents by path and cell."""

    texts: Mapping[str, Source | Problem] = field(default_factory=dict[str, Source | Problem])
    documents: Mapping[Shown, str] = field(default_factory=dict[Shown, str])

    def uri(self, path: str, cell: int | None) -> str:
        """Returns the editor's URI of a file, or of a cell of an open notebook."""
        known = self.documents.get((path, cell))
        return known or from_fs_path(os.path.abspath(path)) or ""

    def shown(self, uri: str) -> Shown | None:
        """Returns the path and cell of a document, if it is open."""
        return next((shown for shown, other in self.documents.items() if other == uri), None)


def opened(workspace: Workspace) -> Opened:
    """Returns all Python texts that are open."""
    texts: dict[str, Source | Problem] = {}
    documents: dict[Shown, str] = {}
    cells = {cell.document for each in workspace.notebook_documents.values() for cell in each.cells}
    for document in workspace.text_documents.values():
        if document.uri not in cells and document.language_id == "python":
            path = _path(document.uri)
            texts[path] = _text(path, document)
            documents[path, None] = document.uri
    for notebook in workspace.notebook_documents.values():
        path = _path(notebook.uri)
        shown = list(_cells(notebook, workspace))
        texts[path] = _joined(path, shown)
        documents |= {(path, number): each.uri for number, each in enumerate(shown, 1) if each}
    return Opened(texts, documents)


def _path(uri: str) -> str:
    """Returns the path of a document; one that was never saved lies in no directory."""
    return to_fs_path(uri) or urlparse(uri)[2] or uri


def _text(path: str, document: TextDocument) -> Source | Problem:
    text = document.source
    if MISPLACING.search(text):
        return load(path)
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _cells(notebook: types.NotebookDocument, workspace: Workspace) -> Iterator[TextDocument | None]:
    """Yields the Python cells of a notebook, and None for each other."""
    for cell in notebook.cells:
        document = workspace.get_text_document(cell.document)
        is_code = cell.kind == types.NotebookCellKind.Code and document.language_id == "python"
        yield document if is_code else None


def _joined(path: str, cells: list[TextDocument | None]) -> Source | Problem:
    """Returns the text of a notebook, by way of the JSON that it would be saved as."""
    items = [
        {"cell_type": "code", "source": cell.source} if cell else {"cell_type": "markdown"}
        for cell in cells
    ]
    return join_cells(path, json.dumps({"cells": items}).encode())

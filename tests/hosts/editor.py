"""An editor for the tests: a real client of the protocol, and what it sees of a document."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client

EDITOR = "visual-studio-code"
PATIENCE = 60


def make_client() -> LanguageClient:
    """Returns a client that, as those of real editors, lets a server ask for more."""
    client = make_test_lsp_client()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(wishes: types.RegistrationParams) -> None:
        client.registered = [wish.method for wish in wishes.registrations]  # type: ignore[attr-defined]

    return client


class Editor:
    """A client with documents open; each wish waits for the answer of the server."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self._versions: dict[str, int] = {}

    async def open(self, path: Path, text: str | None = None) -> str:
        """Opens a file, with a text that need not be the saved one; returns its address."""
        uri, shown = path.as_uri(), path.read_text() if text is None else text
        self._versions[uri] = 1
        document = types.TextDocumentItem(uri, "python", 1, shown)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    async def write(self, uri: str, text: str) -> None:
        """Replaces the whole text of a document, without saving it."""
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(version=self._versions[uri], uri=uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def open_notebook(self, path: Path, cells: Sequence[tuple[str, str]]) -> list[str]:
        """Opens a notebook of cells, each a language and a text; returns their addresses."""
        names = [f"{path.as_uri()}#{number}" for number in range(len(cells))]
        kinds = [
            types.NotebookCellKind.Markup if language == "markdown" else types.NotebookCellKind.Code
            for language, _ in cells
        ]
        notebook = types.NotebookDocument(
            path.as_uri(),
            "jupyter-notebook",
            1,
            [types.NotebookCell(kind, name) for kind, name in zip(kinds, names, strict=True)],
        )
        texts = [
            types.TextDocumentItem(name, language, 1, text)
            for name, (language, text) in zip(names, cells, strict=True)
        ]
        self.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(notebook, texts))
        return names

    async def settled(self, uri: str) -> list[types.Diagnostic]:
        """Returns what is underlined once the server has nothing left to check."""
        await self.actions(uri, types.Range(types.Position(0, 0), types.Position(0, 0)))
        return list(self.client.diagnostics.get(uri, []))

    async def actions(
        self, uri: str, at: types.Range, kind: types.CodeActionKind = types.CodeActionKind.QuickFix
    ) -> list[types.CodeAction]:
        """Returns what the server offers to do about a range."""
        wish = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), at, types.CodeActionContext([], only=[kind])
        )
        answer = await asyncio.wait_for(self.client.text_document_code_action_async(wish), PATIENCE)
        return [each for each in answer or [] if isinstance(each, types.CodeAction)]

    async def hover(self, uri: str, line: int, character: int) -> str:
        """Returns what is shown at a position; empty where nothing is."""
        wish = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        answer = await asyncio.wait_for(self.client.text_document_hover_async(wish), PATIENCE)
        if answer is None:
            return ""
        assert isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value

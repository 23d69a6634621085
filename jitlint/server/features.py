"""The language server itself: what it answers an editor, and when it looks again."""

from collections.abc import Sequence
from functools import partial

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from jitlint import __version__
from jitlint.finding import Finding, Span
from jitlint.server.actions import actions, fix_all
from jitlint.server.checks import Checked, Checks, MakeSettings
from jitlint.server.diagnostics import diagnostic
from jitlint.server.documents import opened
from jitlint.server.hover import page
from jitlint.server.places import Places, meet

NOTEBOOKS = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithNotebook(notebook="jupyter-notebook")]
)
CHANGES = (
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
    types.TEXT_DOCUMENT_DID_SAVE,
    types.NOTEBOOK_DOCUMENT_DID_OPEN,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE,
    types.NOTEBOOK_DOCUMENT_DID_SAVE,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
)
WATCHED = ("**/*.py", "**/*.ipynb", "**/*.pyi", "**/pyproject.toml", "**/jitlint.toml")
KINDS = (types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll)


def make_server(settings: MakeSettings) -> LanguageServer:
    """Returns a server that waits to be started; `settings` is asked before each check."""
    server = LanguageServer("jitlint", __version__, notebook_document_sync=NOTEBOOKS)
    session = _Session(server, settings)
    for name in CHANGES:
        server.feature(name)(partial(session.look_again))
    server.feature(types.INITIALIZED)(partial(session.watch))
    server.feature(types.TEXT_DOCUMENT_HOVER)(partial(session.hover))
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(KINDS))(
        partial(session.code_actions)
    )
    return server


class _Session:
    """What one editor was told: the documents with findings, and the mistake last spoken of."""

    def __init__(self, server: LanguageServer, settings: MakeSettings) -> None:
        self._server = server
        self._checks = Checks(lambda: opened(server.workspace), settings, self._publish)
        self._told: frozenset[str] = frozenset()
        self._mistake = ""

    def look_again(self, _: object) -> None:
        """Checks what is open, since something is not what it was."""
        self._checks.ask()

    def watch(self, _: types.InitializedParams) -> None:
        """Asks the editor to tell of files that others change, if it can."""
        workspace = self._server.client_capabilities.workspace
        files = workspace.did_change_watched_files if workspace else None
        if files is None or not files.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(glob) for glob in WATCHED]
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wish = types.Registration("jitlint-files", name, options)
        self._server.client_register_capability(types.RegistrationParams([wish]))

    async def hover(self, wish: types.HoverParams) -> types.Hover | None:
        """Returns the pages of the findings at a position."""
        at = types.Range(wish.position, wish.position)
        found, places = await self._found(wish.text_document.uri, at)
        if not found:
            return None
        text = "\n\n---\n\n".join([page(finding, places) for finding in found])
        range = places.range(found[0].at)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), range)

    async def code_actions(self, wish: types.CodeActionParams) -> list[types.CodeAction]:
        """Returns what can be done about the findings in a range, or in the whole document."""
        quick, whole = (_is_wanted(kind, wish.context.only) for kind in KINDS)
        uri = wish.text_document.uri
        found, places = await self._found(uri, wish.range)
        offers = [each for finding in found for each in actions(finding, places)] if quick else []
        every = fix_all(self._checks.last.findings(uri), places) if whole else None
        return [*offers, *([every] if every else [])]

    async def _found(self, uri: str, within: types.Range) -> tuple[list[Finding[Span]], Places]:
        checked = await self._checks.settled()
        places = checked.places(self._server.workspace.position_codec)
        inside = (each for each in checked.findings(uri) if meet(places.range(each.at), within))
        return list(inside), places

    def _publish(self, checked: Checked) -> None:
        places = checked.places(self._server.workspace.position_codec)
        shown = frozenset(checked.opened.documents.values())
        for uri in sorted(shown | self._told):
            found = [diagnostic(finding, places) for finding in checked.findings(uri)]
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, found)
            )
        self._told = shown
        if checked.mistake and checked.mistake != self._mistake:
            self._server.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"jitlint: {checked.mistake}")
            )
        self._mistake = checked.mistake


def _is_wanted(
    kind: types.CodeActionKind, only: Sequence[types.CodeActionKind | str] | None
) -> bool:
    """Returns whether an editor that asks for these kinds, or for any, means this one too."""
    return only is None or any(f"{kind.value}.".startswith(f"{_name(each)}.") for each in only)


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind

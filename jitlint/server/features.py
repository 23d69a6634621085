"""The features of the language server: requests that it answers, and when it checks again."""

import asyncio
from collections.abc import Sequence
from functools import partial

from lsprotocol import types

from jitlint import __version__
from jitlint.core.finding import Finding, Span
from jitlint.server.actions import actions, fix_all, rewritten
from jitlint.server.checks import Checked, Checks, MakeSettings
from jitlint.server.diagnostics import diagnostic
from jitlint.server.documents import opened
from jitlint.server.hover import hovered, typed
from jitlint.server.places import EditorPlaces, meet
from jitlint.server.transport import Server

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


def make_session(settings: MakeSettings) -> "Session":
    """Returns a session that waits to be started; `settings` is called before each check."""
    server = Server("jitlint", __version__, NOTEBOOKS)
    session = Session(server, settings)
    for name in CHANGES:
        server.feature(name)(partial(session.check_again))
    server.feature(types.INITIALIZED)(partial(session.watch_files))
    server.feature(types.SHUTDOWN)(partial(session.shut_down))
    server.feature(types.EXIT)(partial(session.exit))
    server.feature(types.TEXT_DOCUMENT_HOVER)(partial(session.hover))
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(KINDS))(
        partial(session.code_actions)
    )
    return session


class Session:
    """The session of one editor: the documents that it shows findings in, and the last error.

    `status` is the exit status: 1 where the editor exits without a shutdown.
    """

    def __init__(self, server: Server, settings: MakeSettings) -> None:
        self.server = server
        self.status = 0
        self.checks = Checks(lambda: opened(server.workspace), settings, self._publish)
        self._is_shut_down = False
        self._published: frozenset[str] = frozenset()
        self._last_error = ""

    def shut_down(self, _: object) -> None:
        """Records that the editor has asked for a shutdown."""
        self._is_shut_down = True

    def exit(self, _: object) -> None:
        """Sets the exit status when the editor exits."""
        self.status = 0 if self._is_shut_down else 1

    def check_again(self, _: object) -> None:
        """Checks the open documents after a change."""
        self.checks.request()

    def watch_files(self, _: types.InitializedParams) -> None:
        """Asks the editor to report changes of files on disk, if it can."""
        workspace = self.server.client_capabilities.workspace
        files = workspace.did_change_watched_files if workspace else None
        if files is None or not files.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(glob) for glob in WATCHED]
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("jitlint-files", name, options)
        self.server.client_register_capability(types.RegistrationParams([registration]))

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Returns the hover text of the last check, without waiting for another.

        Where nothing is found this is the type of the array that a name stands for.
        """
        document = self.server.workspace.text_documents.get(params.text_document.uri)
        codec = self.server.workspace.position_codec
        if document is None:
            return None
        found = hovered(document, params.position, self.checks.last, codec)
        return found or await typed(document, params.position, self.checks, codec)

    async def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Returns the code actions for the findings in a range, or in the whole document."""
        wants_quick, wants_all = (_is_wanted(kind, params.context.only) for kind in KINDS)
        uri = params.text_document.uri
        found, places = await self._found(uri, params.range)
        quick_fixes = (
            [each for finding in found for each in actions(finding, places)] if wants_quick else []
        )
        every = fix_all(self.checks.last.findings(uri), places) if wants_all else None
        return [*quick_fixes, *([every] if every else [])]

    async def _found(
        self, uri: str, within: types.Range
    ) -> tuple[list[Finding[Span]], EditorPlaces]:
        checked = await self.checks.settled()
        places = checked.places(self.server.workspace.position_codec)
        inside = [each for each in checked.findings(uri) if meet(places.range(each.at), within)]
        return await asyncio.to_thread(rewritten, inside, checked), places

    def _publish(self, checked: Checked) -> None:
        places = checked.places(self.server.workspace.position_codec)
        shown = frozenset(checked.opened.documents.values())
        by_document = checked.by_document()
        for uri in sorted(shown | self._published):
            found = [diagnostic(finding, places) for finding in by_document.get(uri, ())]
            self.server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, found)
            )
        self._published = shown
        if checked.error and checked.error != self._last_error:
            self.server.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"jitlint: {checked.error}")
            )
        self._last_error = checked.error


def _is_wanted(
    kind: types.CodeActionKind, only: Sequence[types.CodeActionKind | str] | None
) -> bool:
    """Returns whether an editor that asks for these kinds, or for any, means this one too."""
    return only is None or any(f"{kind.value}.".startswith(f"{_name(each)}.") for each in only)


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind

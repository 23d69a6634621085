"""The checks of a session, one at a time: a change cancels the running check and starts another."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread
from typing import TypeVar

from pygls.workspace import PositionCodec

from jitlint.check import api
from jitlint.check.request import Progress
from jitlint.check.types import Types
from jitlint.config.keys import ConfigError
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.models.registry import ModelError
from jitlint.server.documents import Opened
from jitlint.server.places import EditorPlaces

Result = TypeVar("Result")
MakeSettings = Callable[[], Settings]
USER_ERRORS = (ConfigError, ModelError)


@dataclass(frozen=True, slots=True)
class Checked:
    """The documents of one check, their findings, and the error if there could be none."""

    opened: Opened = field(default_factory=Opened)
    run: CheckResult = field(default_factory=lambda: CheckResult(()))
    error: str = ""

    def places(self, codec: PositionCodec) -> EditorPlaces:
        """Returns the places of this moment, as the editor counts them."""
        return EditorPlaces(self.opened, self.run.sources, codec)

    def findings(self, uri: str) -> Iterator[Finding[Span]]:
        """Yields the findings in a document."""
        for finding in self.run.findings:
            if self.opened.uri(finding.at.path, finding.at.cell) == uri:
                yield finding

    def by_document(self) -> dict[str, list[Finding[Span]]]:
        """Returns the findings of each document that has some."""
        found: dict[str, list[Finding[Span]]] = {}
        for finding in self.run.findings:
            uri = self.opened.uri(finding.at.path, finding.at.cell)
            found.setdefault(uri, []).append(finding)
        return found


class Stale(Exception):
    """A check of documents that have changed since."""


def check(opened: Opened, settings: MakeSettings, progress: Progress) -> Checked | None:
    """Checks all open documents; an error of the user or of jitlint is part of the result.

    Returns None where `progress` raises `Stale`.
    """
    try:
        texts = opened.texts
        run = api.check([*texts], settings(), texts, progress) if texts else CheckResult(())
    except Stale:
        return None
    except USER_ERRORS as error:
        return Checked(opened, error=str(error))
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())
        return Checked(opened, error=f"jitlint failed: {said}; please report it")
    return Checked(opened, run)


def types_seen(checked: Checked, path: str, settings: MakeSettings) -> Types:
    """Returns the types of the names in a file, by row and name; none where they cannot be had."""
    try:
        return api.types_seen(path, settings(), checked.opened.texts)
    except Exception:  # the check itself has said why
        return {}


class Checks:
    """The checks of one session; `publish` gets the result of each that is not cancelled."""

    def __init__(
        self,
        open_documents: Callable[[], Opened],
        settings: MakeSettings,
        publish: Callable[[Checked], None],
    ) -> None:
        self.last = Checked()
        self._open_documents, self._settings, self._publish = open_documents, settings, publish
        self._wanted = False
        self._work: asyncio.Task[None] | None = None
        self._thread: Thread | None = None
        self._types: tuple[Checked, dict[str, asyncio.Future[Types]]] = (self.last, {})

    @property
    def are_under_way(self) -> bool:
        """Returns whether a check is running, cancelled or not."""
        return self._thread is not None and self._thread.is_alive()

    def request(self) -> None:
        """Starts a check of the open documents; a running one is cancelled."""
        self._wanted = True
        if self._work is None or self._work.done():
            self._work = asyncio.get_running_loop().create_task(self._check())

    async def settled(self) -> Checked:
        """Returns the check of the documents that are open now."""
        if self._work is not None:
            await asyncio.shield(self._work)
        return self.last

    async def _check(self) -> None:
        while self._wanted:
            self._wanted = False
            checked = await self._checked(self._open_documents())
            if checked and not self._wanted:
                self.last = checked
                self._publish(checked)

    async def types(self, path: str) -> Types:
        """Returns the types of the names in a file of the last check, found when first asked."""
        checked, known = self._types
        if checked is not self.last:
            checked, known = self._types = self.last, {}
        if path not in known:
            known[path], _ = self._outlived(lambda: types_seen(checked, path, self._settings))
        return await asyncio.shield(known[path])

    async def _checked(self, opened: Opened) -> Checked | None:
        """Returns the result of a check."""
        work = lambda: check(opened, self._settings, self._raise_if_stale)  # noqa: E731
        answer, self._thread = self._outlived(work)
        return await answer

    def _outlived(self, work: Callable[[], Result]) -> tuple[asyncio.Future[Result], Thread]:
        """Starts work in a thread that outlives the session; returns what it will return."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()

        def resolve(result: Result) -> None:
            if not answer.done():
                answer.set_result(result)

        def run() -> None:
            result = work()
            with contextlib.suppress(RuntimeError):  # the session has ended
                loop.call_soon_threadsafe(resolve, result)

        thread = Thread(target=run, daemon=True)
        thread.start()
        return answer, thread

    def _raise_if_stale(self, stage: str, done: int, total: int) -> None:
        if self._wanted:
            raise Stale

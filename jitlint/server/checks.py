"""One check at a time: what changes meanwhile is checked when that one is done, all at once."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pygls.workspace import PositionCodec

from jitlint import host
from jitlint.config.keys import ConfigError
from jitlint.config.settings import Settings
from jitlint.finding import Finding, Span
from jitlint.models.load import ModelError
from jitlint.run import Run
from jitlint.server.documents import Opened
from jitlint.server.places import Places

MakeSettings = Callable[[], Settings]
MISTAKES = (ConfigError, ModelError)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was open, what was found in it, and why nothing was, if the wishes were wrong."""

    opened: Opened = field(default_factory=Opened)
    run: Run = field(default_factory=lambda: Run(()))
    mistake: str = ""

    def places(self, codec: PositionCodec) -> Places:
        """Returns the places of this moment, as the editor counts them."""
        return Places(self.opened, self.run.sources, codec)

    def findings(self, uri: str) -> Iterator[Finding[Span]]:
        """Yields the findings in a document."""
        for finding in self.run.findings:
            if self.opened.uri(finding.at.path, finding.at.cell) == uri:
                yield finding


def check(opened: Opened, settings: MakeSettings) -> Checked:
    """Checks all that is open; what the user wrote wrongly is told, and what we did too."""
    try:
        run = host.check([*opened.texts], settings(), opened.texts) if opened.texts else Run(())
    except MISTAKES as error:
        return Checked(opened, mistake=str(error))
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())
        return Checked(opened, mistake=f"jitlint failed: {said}; please report it")
    return Checked(opened, run)


class Checks:
    """The checks of one session; `publish` is handed each that nothing has overtaken."""

    def __init__(
        self,
        look: Callable[[], Opened],
        settings: MakeSettings,
        publish: Callable[[Checked], None],
    ) -> None:
        self.last = Checked()
        self._look, self._settings, self._publish = look, settings, publish
        self._wanted = False
        self._work: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Asks for a check of what is open, now or after the one under way."""
        self._wanted = True
        if self._work is None or self._work.done():
            self._work = asyncio.get_running_loop().create_task(self._check())

    async def settled(self) -> Checked:
        """Returns the check of what is open now."""
        if self._work is not None:
            await asyncio.shield(self._work)
        return self.last

    async def _check(self) -> None:
        while self._wanted:
            self._wanted = False
            checked = await asyncio.to_thread(check, self._look(), self._settings)
            if not self._wanted:
                self.last = checked
                self._publish(checked)

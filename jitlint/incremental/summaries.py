"""What tracing each module has come to, kept until something that it rests on changes."""

import os
from collections.abc import Mapping, Sequence

import msgspec

from jitlint.cache.entries import Entries
from jitlint.cache.file_stamps import digest
from jitlint.cache.fingerprint import fingerprint
from jitlint.cache.store import CacheStore
from jitlint.core import disk
from jitlint.core.finding import Finding, Place
from jitlint.incremental.dependencies import Dependencies, Ground
from jitlint.incremental.relocation import moved
from jitlint.interpreter.events.facts import AnyFact
from jitlint.project.program import Program

KIND = "traces"
MOST = 20_000


class ModuleSummary(msgspec.Struct, frozen=True, array_like=True):
    """What one module comes to: its findings, and its notes for the whole program.

    `fresh` are the findings that fall away where another module's trace stages their loop.
    Paths are absolute, so that a record serves whatever way its files are named in.
    """

    grounds: tuple[Ground, ...]
    absent: tuple[str, ...]
    findings: tuple[Finding[Place], ...]
    fresh: tuple[Finding[Place], ...]
    notes: tuple[AnyFact, ...]
    gave_up: tuple[str, ...]
    contexts: int
    functions: int


class Summaries:
    """The records of a cache that were made by this jitlint with these stubs: by `who`."""

    def __init__(self, directory: CacheStore, stubs: Sequence[str]) -> None:
        contents = [_content(path) for path in stubs]
        self.who = digest(b"\0".join([fingerprint(directory).encode(), *contents]))
        self._entries = Entries(directory, KIND, ModuleSummary, MOST)

    def find(self, program: Program, modules: Sequence[str]) -> dict[str, ModuleSummary]:
        """Returns the records of those modules that have one, whatever has changed since."""
        found = {name: self._find(program, name) for name in modules}
        return {name: record for name, record in found.items() if record}

    def keep(self, path: str, record: ModuleSummary) -> None:
        """Keeps the record of the module at a path."""
        self._entries.keep(self._name(path), record)

    def close(self) -> None:
        """Removes what is old, after something new has come."""
        self._entries.close()

    def _find(self, program: Program, module: str) -> ModuleSummary | None:
        unit = program.unit(module)
        return self._entries.find(self._name(unit.path)) if unit else None

    def _name(self, path: str) -> str:
        return digest(self.who + os.path.abspath(path).encode(errors="surrogatepass")).hex()


def still_valid(
    records: Mapping[str, ModuleSummary], grounds: Dependencies
) -> dict[str, ModuleSummary]:
    """Returns the records that still hold, with the places that their nodes have now."""
    found = ((name, _standing(record, grounds)) for name, record in records.items())
    return {name: record for name, record in found if record}


def _standing(record: ModuleSummary, grounds: Dependencies) -> ModuleSummary | None:
    if any(grounds.is_present(name) for name in record.absent):
        return None
    moves = grounds.moves(record.grounds)
    return moved(record, moves) if moves else record if moves is not None else None


def _content(path: str) -> bytes:
    try:
        return digest(disk.read(path))
    except OSError:
        return b""

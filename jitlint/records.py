"""What tracing each module has come to, kept until something that it rests on changes."""

import os
from collections.abc import Mapping, Sequence

import msgspec

from jitlint import disk
from jitlint.cache.directory import Directory
from jitlint.cache.entries import Entries
from jitlint.cache.installed import fingerprint
from jitlint.cache.watch import digest
from jitlint.finding import Finding, Place
from jitlint.grounds import Ground, Grounds
from jitlint.link.program import Program
from jitlint.moved import moved
from jitlint.trace.notes import AnyNote

KIND = "traces"
MOST = 20_000


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What one module comes to: its findings, and its notes for the whole program.

    `fresh` are the findings that fall away where another module's trace stages their loop.
    Paths are absolute, so that a record serves whatever way its files are named in.
    """

    grounds: tuple[Ground, ...]
    absent: tuple[str, ...]
    findings: tuple[Finding[Place], ...]
    fresh: tuple[Finding[Place], ...]
    notes: tuple[AnyNote, ...]
    gave_up: tuple[str, ...]
    contexts: int
    functions: int


class Records:
    """The records of a cache that were made by this jitlint with these stubs: by `who`."""

    def __init__(self, directory: Directory, stubs: Sequence[str]) -> None:
        contents = [_content(path) for path in stubs]
        self.who = digest(b"\0".join([fingerprint(directory).encode(), *contents]))
        self._entries = Entries(directory, KIND, Record, MOST)

    def find(self, program: Program, modules: Sequence[str]) -> dict[str, Record]:
        """Returns the records of those modules that have one, whatever has changed since."""
        found = {name: self._find(program, name) for name in modules}
        return {name: record for name, record in found.items() if record}

    def keep(self, path: str, record: Record) -> None:
        """Keeps the record of the module at a path."""
        self._entries.keep(self._name(path), record)

    def close(self) -> None:
        """Removes what is old, after something new has come."""
        self._entries.close()

    def _find(self, program: Program, module: str) -> Record | None:
        unit = program.unit(module)
        return self._entries.find(self._name(unit.path)) if unit else None

    def _name(self, path: str) -> str:
        return digest(self.who + os.path.abspath(path).encode(errors="surrogatepass")).hex()


def standing(records: Mapping[str, Record], grounds: Grounds) -> dict[str, Record]:
    """Returns the records that still hold, with the places that their nodes have now."""
    found = ((name, _standing(record, grounds)) for name, record in records.items())
    return {name: record for name, record in found if record}


def _standing(record: Record, grounds: Grounds) -> Record | None:
    if any(grounds.is_present(name) for name in record.absent):
        return None
    moves = grounds.moves(record.grounds)
    return moved(record, moves) if moves else record if moves is not None else None


def _content(path: str) -> bytes:
    try:
        return digest(disk.read(path))
    except OSError:
        return b""

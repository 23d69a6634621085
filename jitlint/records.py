"""What tracing each module has come to, kept until something that it rests on changes."""

import os
from collections.abc import Callable, Iterable, Sequence

import msgspec

from jitlint.cache.directory import Directory
from jitlint.cache.installed import fingerprint
from jitlint.cache.watch import digest
from jitlint.finding import Finding, Place
from jitlint.link.program import Program
from jitlint.read.source import Source
from jitlint.trace.notes import AnyNote

SHELF = "traces"
MOST = 20_000
Text = Callable[[str], Source | None]


class Ground(msgspec.Struct, frozen=True, array_like=True):
    """A module that a record rests on: where it lies, and what it was."""

    module: str
    path: str
    digest: bytes


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
    """The records of a cache that were made by this jitlint with these stubs."""

    def __init__(self, directory: Directory, stubs: Sequence[str]) -> None:
        self._directory = directory
        contents = [_content(path) for path in stubs]
        self._who = digest(b"\0".join([fingerprint(directory).encode(), *contents]))
        self._decoder = msgspec.msgpack.Decoder(Record)
        self._wrote = False

    def known(
        self, program: Program, modules: Sequence[str], grounds: "Grounds"
    ) -> dict[str, Record]:
        """Returns the records of those modules that nothing has changed for."""
        found = {name: self._find(program, name) for name in modules}
        return {name: record for name, record in found.items() if record and grounds.hold(record)}

    def keep(self, path: str, record: Record) -> None:
        """Keeps the record of the module at a path."""
        try:
            data = msgspec.msgpack.encode(record)
        except (RecursionError, OverflowError, UnicodeEncodeError):
            return
        self._wrote |= self._directory.write(SHELF, self._name(path), data)

    def close(self) -> None:
        """Throws away what is old, after something new has come."""
        if self._wrote:
            self._directory.prune(SHELF, MOST)

    def _find(self, program: Program, module: str) -> Record | None:
        unit = program.unit(module)
        data = self._directory.read(SHELF, self._name(unit.path)) if unit else None
        try:
            return None if data is None else self._decoder.decode(data)
        except (msgspec.DecodeError, RecursionError):
            return None

    def _name(self, path: str) -> str:
        return digest(self._who + os.path.abspath(path).encode(errors="surrogatepass")).hex()


class Grounds:
    """What the modules of a program are at present; each is looked at once."""

    def __init__(self, program: Program, text: Text) -> None:
        self._program, self._text = program, text
        self._known: dict[str, Ground | None] = {}
        self._present: dict[str, bool] = {}

    def all_of(self, modules: Iterable[str]) -> tuple[Ground, ...]:
        """Returns what stands for modules; those without a text are left out."""
        found = (self._of(module) for module in sorted(modules))
        return tuple(each for each in found if each)

    def hold(self, record: Record) -> bool:
        """Says whether all that a record rests on is as it was."""
        same = all(self._of(each.module) == each for each in record.grounds)
        return same and not any(self._is_present(name) for name in record.absent)

    def _of(self, module: str) -> Ground | None:
        if module not in self._known:
            unit = self._program.unit(module)
            source = self._text(unit.path) if unit else None
            self._known[module] = _ground(module, unit.path, source) if unit and source else None
        return self._known[module]

    def _is_present(self, name: str) -> bool:
        if name not in self._present:
            self._present[name] = self._program.has(name)
        return self._present[name]


def _ground(module: str, path: str, source: Source) -> Ground:
    cells = repr(source.cells).encode()
    text = source.text.encode(errors="surrogatepass")
    return Ground(module, os.path.abspath(path), digest(cells + b"\0" + text))


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return b""

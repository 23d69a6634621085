"""What records rest on: the texts of modules, or only some of the functions in them."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from jitlint.cache.entries import Entries
from jitlint.cache.file_stamps import digest
from jitlint.cache.store import CacheStore
from jitlint.core.source import Source
from jitlint.frontend.function_hashes import FileHashes
from jitlint.incremental.relocation import Move
from jitlint.project.program import Program

KIND = "shapes"
MOST = 20_000
Text = Callable[[str], Source | None]


class Ground(msgspec.Struct, frozen=True, array_like=True):
    """A module that a record rests on: what stood for it, and the pieces that were looked into."""

    module: str
    digest: bytes
    pieces: tuple[int, ...]


class Former(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was when a record came to rest on it."""

    path: str
    shape: FileHashes


class Dependencies:
    """What the modules of a program are at present; each is looked at once.

    `who` stands for the jitlint that gives the ordinals: those of another one mean nothing.
    """

    def __init__(self, program: Program, text: Text, directory: CacheStore, who: bytes) -> None:
        self._program, self._text, self._who = program, text, who
        self._entries = Entries(directory, KIND, Former, MOST)
        self._digests: dict[str, bytes | None] = {}
        self._present: dict[str, bool] = {}
        self._former: dict[bytes, Former | None] = {}

    def all_of(self, code: Mapping[str, Iterable[int]]) -> tuple[Ground, ...]:
        """Returns what stands for functions, by their modules; no text, no ground."""
        found = (self._ground(module, code[module]) for module in sorted(code))
        return tuple([each for each in found if each])

    def changed(self, grounds: Iterable[Ground]) -> list[str]:
        """Returns the modules whose texts are not what they were."""
        return [each.module for each in grounds if self._digest(each.module) != each.digest]

    def moves(self, grounds: Iterable[Ground]) -> dict[str, Move] | None:
        """Returns where nodes are now in the files that have changed, by their paths.

        That is None where a change matters to who looked into these pieces.
        """
        moves: dict[str, Move] = {}
        for each in grounds:
            if self._digest(each.module) != each.digest:
                former, shape = self._as_it_was(each.digest), self._shape(each.module)
                if not former or not shape or former.path != self._path(each.module):
                    return None
                if not former.shape.serves(shape, each.pieces):
                    return None
                moves[former.path] = partial(former.shape.moved, new=shape)
        return moves

    def is_present(self, name: str) -> bool:
        """Says whether a dotted name is a module of the program."""
        if name not in self._present:
            self._present[name] = self._program.has(name)
        return self._present[name]

    def close(self) -> None:
        """Removes what is old, after something new has come."""
        self._entries.close()

    def _ground(self, module: str, code: Iterable[int]) -> Ground | None:
        stands, shape = self._digest(module), self._shape(module)
        if stands is None or shape is None:
            return None
        self._keep(stands, module, shape)
        pieces = {shape.piece_of(ordinal) for ordinal in code}
        return Ground(module, stands, tuple(sorted(each for each in pieces if each is not None)))

    def _keep(self, stands: bytes, module: str, shape: FileHashes) -> None:
        if self._as_it_was(stands) is None:
            former = self._former[stands] = Former(self._path(module), shape)
            self._entries.keep(self._name(stands), former)

    def _as_it_was(self, stood: bytes) -> Former | None:
        if stood not in self._former:
            self._former[stood] = self._entries.find(self._name(stood))
        return self._former[stood]

    def _name(self, stood: bytes) -> str:
        return digest(self._who + stood).hex()

    def _digest(self, module: str) -> bytes | None:
        if module not in self._digests:
            unit = self._program.unit(module)
            source = self._text(unit.path) if unit else None
            self._digests[module] = _digest(source) if source else None
        return self._digests[module]

    def _shape(self, module: str) -> FileHashes | None:
        facts = self._program.facts(module)
        return facts.shape if facts else None

    def _path(self, module: str) -> str:
        unit = self._program.unit(module)
        return os.path.abspath(unit.path) if unit else ""


def _digest(source: Source) -> bytes:
    path = os.path.abspath(source.path).encode(errors="surrogatepass")
    cells = repr(source.cells).encode()
    return digest(b"\0".join([path, cells, source.text.encode(errors="surrogatepass")]))

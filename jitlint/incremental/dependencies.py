"""The dependencies of a summary: modules as they were, or only some of the functions in them.

A summary depends on each module that its trace has looked into. It stays valid after a change of
such a module as long as the change is within functions that the trace has not entered: what lies
around the functions, the skeleton, and the bodies that were entered must have the same hashes.
Nodes may have other ordinals then, so that the findings of the summary are relocated.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from jitlint.cache.entries import CachedValues
from jitlint.cache.file_stamps import digest
from jitlint.cache.store import CacheStore
from jitlint.core.limits import CACHED_MODULES
from jitlint.core.source import Source
from jitlint.frontend.function_hashes import FileHashes
from jitlint.incremental.relocation import Relocation
from jitlint.project.program import Program

KIND = "shapes"


class Dependency(msgspec.Struct, frozen=True, array_like=True):
    """A module by the digest of its text, and the functions in it that were looked into."""

    module: str
    digest: bytes
    functions: tuple[int, ...]


class FileVersion(msgspec.Struct, frozen=True, array_like=True):
    """The hashes of a file at the time when a summary came to depend on it."""

    path: str
    hashes: FileHashes


class Dependencies:
    """The modules of a program as they are at present, compared with those of earlier runs.

    `version` stands for the jitlint that gives the ordinals: those of another one mean nothing.
    """

    def __init__(
        self,
        program: Program,
        source_of: Callable[[str], Source | None],
        store: CacheStore,
        version: bytes,
    ) -> None:
        self._program, self._source_of, self._version = program, source_of, version
        self._entries = CachedValues(store, KIND, FileVersion, CACHED_MODULES)
        self._digests: dict[str, bytes | None] = {}
        self._versions: dict[bytes, FileVersion | None] = {}

    def of(self, code: Mapping[str, Iterable[int]]) -> tuple[Dependency, ...]:
        """Returns the dependencies on functions, given by modules; one without a text is none."""
        found = (self._dependency(module, code[module]) for module in sorted(code))
        return tuple([each for each in found if each])

    def changed(self, dependencies: Iterable[Dependency]) -> list[str]:
        """Returns the modules whose texts have changed."""
        return [each.module for each in dependencies if self._has_changed(each)]

    def relocations(self, dependencies: Iterable[Dependency]) -> dict[str, Relocation] | None:
        """Returns where nodes are now in the files that have changed, by their paths.

        That is None where a change affects the functions that were looked into.
        """
        relocations: dict[str, Relocation] = {}
        for each in filter(self._has_changed, dependencies):
            old, new = self._version_of(each.digest), self._hashes(each.module)
            if not old or not new or old.path != self._path(each.module):
                return None
            if not old.hashes.agrees(new, each.functions):
                return None
            relocations[old.path] = partial(old.hashes.relocated, new=new)
        return relocations

    def close(self) -> None:
        """Removes old entries, if a new one was written."""
        self._entries.close()

    def _dependency(self, module: str, code: Iterable[int]) -> Dependency | None:
        text, hashes = self._digest(module), self._hashes(module)
        if text is None or hashes is None:
            return None
        if self._version_of(text) is None:
            version = self._versions[text] = FileVersion(self._path(module), hashes)
            self._entries.keep(self._name(text), version)
        functions = {hashes.function_of(ordinal) for ordinal in code}
        return Dependency(
            module, text, tuple(sorted(each for each in functions if each is not None))
        )

    def _has_changed(self, dependency: Dependency) -> bool:
        return self._digest(dependency.module) != dependency.digest

    def _version_of(self, text: bytes) -> FileVersion | None:
        if text not in self._versions:
            self._versions[text] = self._entries.find(self._name(text))
        return self._versions[text]

    def _name(self, text: bytes) -> str:
        return digest(self._version + text).hex()

    def _digest(self, module: str) -> bytes | None:
        if module not in self._digests:
            unit = self._program.unit(module)
            source = self._source_of(unit.path) if unit else None
            self._digests[module] = _digest(source) if source else None
        return self._digests[module]

    def _hashes(self, module: str) -> FileHashes | None:
        facts = self._program.facts(module)
        return facts.hashes if facts else None

    def _path(self, module: str) -> str:
        unit = self._program.unit(module)
        return os.path.abspath(unit.path) if unit else ""


def _digest(source: Source) -> bytes:
    path = os.path.abspath(source.path).encode(errors="surrogatepass")
    how = repr((source.reader, source.cells)).encode()
    return digest(b"\0".join([path, how, source.text.encode(errors="surrogatepass")]))

"""The facts of files by the digests of their texts, so that no file is read twice."""

from msgspec import structs

from jitlint.cache.entries import CachedValues
from jitlint.cache.file_stamps import digest
from jitlint.cache.fingerprint import fingerprint
from jitlint.cache.store import CacheStore
from jitlint.core.limits import CACHED_MODULES
from jitlint.core.source import Source
from jitlint.frontend.extent import Extent
from jitlint.frontend.ir import Facts

FACTS, EXTENTS = "facts", "extents"


class FactCache:
    """The facts that earlier runs have read, by the digests of the texts."""

    def __init__(self, store: CacheStore) -> None:
        self._version = fingerprint(store, "frontend").encode()
        self._facts = CachedValues(store, FACTS, Facts, CACHED_MODULES)
        self._extents = CachedValues(store, EXTENTS, dict[int, Extent], CACHED_MODULES)

    def find(self, source: Source) -> Facts | None:
        """Returns the facts of a text, if they are known."""
        found = self._facts.find(self._name(source))
        return None if found is None else structs.replace(found, path=source.path)

    def keep(self, source: Source, facts: Facts) -> None:
        """Keeps the facts of a text, unless they are nested too deeply to be written."""
        self._facts.keep(self._name(source), structs.replace(facts, path=""))

    def extents(self, source: Source) -> dict[int, Extent]:
        """Returns the extents of the ordinals of a text that were located before."""
        return self._extents.find(self._name(source)) or {}

    def keep_extents(self, source: Source, extents: dict[int, Extent]) -> None:
        """Keeps where ordinals of a text are."""
        self._extents.keep(self._name(source), extents)

    def close(self) -> None:
        """Removes old entries, if a new one was written."""
        self._facts.close()
        self._extents.close()

    def _name(self, source: Source) -> str:
        cells = repr(source.cells).encode()
        text = source.text.encode(errors="surrogatepass")
        parts = [self._version, source.reader.encode(), cells, text]
        return digest(b"\0".join(parts)).hex()

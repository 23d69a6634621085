"""A finished run, stored until something that it looked at changes."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from jitlint.cache.entries import CachedValues
from jitlint.cache.file_stamps import FileStamp, FileStamps, digest, unchanged
from jitlint.cache.fingerprint import fingerprint
from jitlint.cache.store import CacheStore
from jitlint.core.finding import Finding, Span
from jitlint.core.limits import CACHED_RUNS
from jitlint.core.result import CheckResult, Counts
from jitlint.core.source import Source
from jitlint.frontend.decode import load

KIND = "runs"


class _StoredRun(msgspec.Struct, frozen=True, array_like=True):
    """A run as it is written: its texts are read again when somebody asks for one."""

    seen: list[FileStamp]
    findings: tuple[Finding[Span], ...]
    sources: tuple[str, ...]
    counts: Counts
    notes: tuple[str, ...]
    named: tuple[str, ...]


class RunCache:
    """The stored run of one request: the same paths with the same options."""

    def __init__(self, store: CacheStore, request: object) -> None:
        key = (fingerprint(store), sys.prefix, os.getcwd(), repr(request))
        self._name = digest("\0".join(key).encode(errors="surrogatepass")).hex()
        self._entries = CachedValues(store, KIND, _StoredRun, CACHED_RUNS)

    def find(self) -> CheckResult | None:
        """Returns the last run, if all that it looked at is as it was."""
        stored = self._entries.find(self._name)
        current = stored is not None and unchanged(stored.seen)
        if stored is None or current is False:
            return None
        if current is not True:
            self._entries.keep(self._name, msgspec.structs.replace(stored, seen=current))
        texts = LazySources(stored.sources)
        return CheckResult(
            stored.findings, texts, stored.counts, stored.notes, frozenset(stored.named)
        )

    def keep(self, run: CheckResult, stamps: FileStamps) -> None:
        """Keeps a run for the next one, and no more than the last so many."""
        named = tuple(sorted(run.named))
        stored = _StoredRun(
            stamps.seen(), run.findings, tuple(run.sources), run.counts, run.notes, named
        )
        self._entries.keep(self._name, stored)
        self._entries.close()


class LazySources(Mapping[str, Source]):
    """The texts of a run that was stored, each read when it is first needed."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._loaded: dict[str, Source | None] = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> Source:
        known = self._loaded[path]
        if known is None:
            found = load(path)
            known = found if isinstance(found, Source) else Source(path, "")
            self._loaded[path] = known
        return known

    def __contains__(self, path: object) -> bool:
        return path in self._loaded

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)

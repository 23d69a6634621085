"""The modules that tracing was found to reach, kept for as long as each text says the same of it.

Most changes of a text leave alone what it imports, and which names its definitions mention.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from jitlint.cache.entries import CachedValues
from jitlint.cache.file_stamps import digest
from jitlint.cache.fingerprint import fingerprint
from jitlint.cache.store import CacheStore
from jitlint.core.limits import CACHED_PROGRAMS
from jitlint.project.imports import imports_of
from jitlint.project.outline import Outline, outline_of
from jitlint.project.program import Unit

KIND = "reach"
Texts = Mapping[str, str]


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """The digests of a text, and of what it said: its imports, and its outline if one asked."""

    text: bytes
    said: bytes
    was_outlined: bool


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    said: dict[str, _Said]
    reached: tuple[str, ...]


class KeptReach:
    """The modules reached in earlier runs, by the modules of a program and the words looked for."""

    def __init__(self, store: CacheStore) -> None:
        self._version = fingerprint(store, "project")
        self._entries = CachedValues(store, KIND, _Kept, CACHED_PROGRAMS)

    def find(
        self, units: Sequence[Unit], texts: Texts, words: re.Pattern[str]
    ) -> tuple[str, ...] | None:
        """Returns the modules reached, if all texts say what they said when these were found."""
        name = self._name(units, texts, words)
        kept = self._entries.find(name)
        if kept is None:
            return None
        said = _now_said(kept.said, units, texts, words)
        if said is None:
            return None
        if said != kept.said:
            self._keep(name, _Kept(said, kept.reached))
        return kept.reached

    def keep(
        self,
        units: Sequence[Unit],
        texts: Texts,
        words: re.Pattern[str],
        outlined: Callable[[str], Outline | None],
        reached: Sequence[str],
    ) -> None:
        """Keeps the modules reached; `outlined` returns the outlines that were asked for."""
        said = {
            unit.name: _said(
                unit,
                texts[unit.name],
                _digest(texts[unit.name]),
                words,
                outlined(unit.name),
            )
            for unit in units
            if unit.name in texts
        }
        self._keep(self._name(units, texts, words), _Kept(said, tuple(reached)))

    def _keep(self, name: str, kept: _Kept) -> None:
        self._entries.keep(name, kept)
        self._entries.close()

    def _name(self, units: Sequence[Unit], texts: Texts, words: re.Pattern[str]) -> str:
        modules = [
            f"{unit.name}\0{unit.root}\0{unit.is_package}" for unit in units if unit.name in texts
        ]
        parts = [self._version, words.pattern, *modules]
        return digest("\n".join(parts).encode(errors="surrogatepass")).hex()


def _now_said(
    before: Mapping[str, _Said], units: Sequence[Unit], texts: Texts, words: re.Pattern[str]
) -> dict[str, _Said] | None:
    """Returns what texts say, None if one does not say what it said before."""
    after: dict[str, _Said] = {}
    for unit in units:
        if unit.name not in texts:
            continue
        old, text = before.get(unit.name), texts[unit.name]
        if old is None:
            return None
        now = _digest(text)
        new = old if now == old.text else _said_anew(unit, text, now, words, old)
        if new.said != old.said:
            return None
        after[unit.name] = new
    return after


def _said_anew(unit: Unit, text: str, now: bytes, words: re.Pattern[str], old: _Said) -> _Said:
    outline = outline_of(unit, text, words) if old.was_outlined else None
    return _said(unit, text, now, words, outline)


def _digest(text: str) -> bytes:
    return digest(text.encode(errors="surrogatepass"))


def _said(
    unit: Unit, text: str, now: bytes, words: re.Pattern[str], outline: Outline | None
) -> _Said:
    imports = sorted({*imports_of(unit, text)})
    said = (imports, words.search(text) is not None, outline and _spelled(outline))
    return _Said(now, _digest(repr(said)), outline is not None)


def _spelled(outline: Outline) -> object:
    pieces = [
        (
            sorted(piece.defines),
            sorted(piece.mentions),
            sorted(piece.dotted),
            piece.brings,
            piece.is_state,
        )
        for piece in outline.pieces
    ]
    return outline.imports, pieces, sorted(outline.brought), sorted(outline.stored)

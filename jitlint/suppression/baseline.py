"""Baselines: known findings are set aside, and entries that are no longer found are reported.

A baseline is a JSON file that is committed. Its entries are matched by rule, file, function and
code, so that moved lines and other spaces revive nothing.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

import msgspec

from jitlint.config.selection import UNREADABLE
from jitlint.core import written
from jitlint.core.errors import UserError, reason_of
from jitlint.core.finding import Finding, Span
from jitlint.core.source import Source
from jitlint.suppression.fingerprint import Identity, identities

VERSION = 1
Findings = tuple[Finding[Span], ...]


class BaselineError(UserError):
    """A baseline that cannot be read; the message names the file."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings that are known: `path` is the file they stand in, and their paths count from it."""

    path: str
    known: frozenset[Identity] = frozenset()

    @classmethod
    def read(cls, path: str) -> "Baseline":
        """Returns the baseline in a file; raises `BaselineError`."""
        try:
            with open(path, encoding="utf-8") as file:
                data: object = json.load(file)
        except OSError as error:
            raise BaselineError(f"{path}: cannot be read: {reason_of(error)}") from None
        except (ValueError, RecursionError) as error:
            raise BaselineError(f"{path}: is no JSON: {error}") from None
        return cls(path, frozenset(_entry(path, item) for item in _items(path, data)))

    def split(
        self, findings: Findings, sources: Mapping[str, Source]
    ) -> tuple[Findings, frozenset[Identity]]:
        """Returns the new findings, and the known ones that were not found."""
        found = list(identities(findings, sources, self._root))
        pairs = zip(findings, found, strict=True)
        new = (finding for finding, identity in pairs if identity not in self.known)
        return tuple(new), self.known - frozenset(found)

    def gone(
        self, unseen: Iterable[Identity], paths: Sequence[str], wanted: Callable[[str, str], bool]
    ) -> list[str]:
        """Returns a sentence for each entry that would have been found at `paths`.

        `wanted` returns whether the rule of a code was selected for a path.
        """
        lost = [(os.path.join(self._root, entry.path), entry) for entry in sorted(unseen)]
        return [
            f"{self.path}: {entry.code} in {_where(entry)} is no longer found;"
            " --write-baseline removes it"
            for path, entry in lost
            if _under(path, paths) and wanted(entry.code, path)
        ]

    @property
    def _root(self) -> str:
        return os.path.dirname(os.path.abspath(self.path))


def write(path: str, findings: Findings, sources: Mapping[str, Source]) -> int:
    """Writes the findings that a baseline can hold, and returns how many; raises `NotWritten`.

    That a file cannot be read is never set aside.
    """
    known = [finding for finding in findings if finding.code != UNREADABLE]
    root = os.path.dirname(os.path.abspath(path))
    entries = sorted(identities(known, sources, root))
    items = [asdict(entry) for entry in entries]
    text = json.dumps({"version": VERSION, "findings": items}, indent=1, ensure_ascii=False)
    written.write(path, f"{text}\n".encode(errors="backslashreplace"))  # what is no text, as JSON
    return len(items)


def _items(path: str, data: object) -> list[object]:
    fields = cast("dict[str, object]", data) if isinstance(data, dict) else {}
    version, items = fields.get("version"), fields.get("findings")
    if isinstance(version, int) and version != VERSION:
        raise BaselineError(f"{path}: is a baseline of version {version}, not {VERSION}")
    if version != VERSION or not isinstance(items, list):
        raise BaselineError(f"{path}: is no baseline; --write-baseline makes one")
    return cast("list[object]", items)


def _entry(path: str, item: object) -> Identity:
    try:
        return msgspec.convert(item, Identity)
    except msgspec.ValidationError:
        said = f"{path}: holds something that is no finding: {json.dumps(item)}"
        raise BaselineError(said) from None


def _under(path: str, paths: Sequence[str]) -> bool:
    absolute = os.path.abspath(path)
    tops = [os.path.abspath(top) for top in paths]
    return any(absolute == top or absolute.startswith(os.path.join(top, "")) for top in tops)


def _where(entry: Identity) -> str:
    return f"{entry.path} (`{entry.function}`)" if entry.function else entry.path

"""The tag of a cache directory that jitlint made, and the key of its checksums."""

import os
from collections.abc import Sequence
from hashlib import blake2b
from itertools import islice

from jitlint.cache import descriptors
from jitlint.cache.descriptors import TEMPORARY, Descriptor
from jitlint.core.limits import DIRECTORY_NAMES

KINDS = ("extents", "facts", "installed", "reach", "runs", "shapes", "traces", "verdicts")
"""The directories in a cache, one for each kind of entry."""

TAG, IGNORE = "CACHEDIR.TAG", ".gitignore"
MADE_BY = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by jitlint"
OURS = MADE_BY + b" in form 2; `jitlint clean` removes what jitlint put here.\n"
FORMER = MADE_BY + b"; may be deleted.\n"
FILES = {TAG: OURS, IGNORE: b"*\n"}


class NotOurs(Exception):
    """A directory that jitlint did not make; the message says what is wrong with it."""


def key_of(at: Descriptor, *, bound: bool) -> bytes | None:
    """Returns the key to the entries in a directory of jitlint's; None where it may become one.

    A key that is `bound` holds for this very directory: one that was committed to a repository,
    or copied, has another, and its entries are worth nothing. Raises `NotOurs`.
    """
    tag, found = _read(TAG, at)
    if found is None or tag != OURS:
        with os.scandir(at.number) as entries:
            objection = _objection(tag, [each.name for each in islice(entries, DIRECTORY_NAMES)])
        if objection:
            raise NotOurs(objection)
        return None
    here = f"{found.st_ino} {found.st_ctime_ns}" if bound else ""
    return blake2b(OURS + here.encode(), digest_size=32).digest()


def claim(at: Descriptor) -> None:
    """Marks a directory as jitlint's, and as ignored by Git and by backups."""
    for name, data in FILES.items():
        known, found = _read(name, at)
        if found is None or (name == TAG and known != data):
            descriptors.write(name, at, data, 0o666)


def _read(name: str, at: Descriptor) -> tuple[bytes, os.stat_result | None]:
    try:
        return descriptors.read(name, at)
    except OSError:
        return b"", None


def _objection(tag: bytes, names: Sequence[str]) -> str:
    """Returns why a directory cannot become jitlint's, if it cannot.

    It can where it is empty, or a cache in the former form and nothing else; a run that was
    killed while it made one has left a temporary file.
    """
    if len(names) < DIRECTORY_NAMES and all(TEMPORARY.fullmatch(name) for name in names):
        return ""
    if tag == FORMER and {*names} <= {*FILES, *KINDS}:
        return ""
    if tag != FORMER and tag.startswith(MADE_BY):
        return "was made by another version of jitlint"
    return "holds files that jitlint did not write"

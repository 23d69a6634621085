"""Removes the entries of a cache, file by file, and returns the files of others that it leaves."""

import contextlib
import os
import stat
from dataclasses import dataclass, field

from jitlint.cache import descriptors
from jitlint.cache.descriptors import TEMPORARY, USABLE, Descriptor
from jitlint.cache.owner import FILES, FORMER, IGNORE, KINDS, TAG, claim, key_of
from jitlint.cache.store import OWN, CacheStore


@dataclass(slots=True)
class Cleaned:
    """The number of files removed, the files of others, and whether the directory is removed."""

    removed: int = 0
    left: list[str] = field(default_factory=list[str])
    is_gone: bool = False


def clean(directory: CacheStore) -> Cleaned:
    """Removes a cache; while other runs write to it, it remains one.

    Raises OSError, of which FileNotFoundError says that there is none, and `NotOurs` where
    jitlint did not make the directory.
    """
    if not USABLE:
        raise FileNotFoundError
    above, at = directory.descend()
    key_of(at, bound=False)
    done = Cleaned()
    gone = [_remove_kind(kind, at, done) for kind in KINDS]
    for name in sorted(os.listdir(at.number)):
        if name not in (*FILES, *KINDS):
            _remove(name, at, "", done, is_own=bool(TEMPORARY.fullmatch(name)))
    if all(gone) or done.left:
        for name in (IGNORE, TAG):  # as long as this is there, the directory is jitlint's
            _remove(name, at, "", done, is_own=_is_as_written(name, at))
        done.is_gone = _remove_directory(os.path.basename(directory.path), above)
    if not done.is_gone and not done.left:
        with contextlib.suppress(FileNotFoundError):
            claim(at)
    return done


def _remove_kind(kind: str, at: Descriptor, done: Cleaned) -> bool:
    """Removes the entries of a kind; returns whether their directory is gone."""
    try:
        inside = descriptors.directory(kind, at)
    except FileNotFoundError:
        return True
    except OSError:  # a link, or no directory
        done.left.append(kind)
        return False
    for name in sorted(os.listdir(inside.number)):
        _remove(name, inside, kind, done, is_own=bool(OWN.fullmatch(name)))
    return _remove_directory(kind, at)


def _remove(name: str, at: Descriptor, where: str, done: Cleaned, *, is_own: bool) -> None:
    """Removes a file of jitlint's; anything else of that name is recorded."""
    with contextlib.suppress(FileNotFoundError):  # another process may clean too
        found = os.stat(name, dir_fd=at.number, follow_symlinks=False)
        if is_own and stat.S_ISREG(found.st_mode):
            os.unlink(name, dir_fd=at.number)
            done.removed += 1
        else:
            done.left.append(os.path.join(where, name))


def _remove_directory(name: str, at: Descriptor) -> bool:
    try:
        os.rmdir(name, dir_fd=at.number)
    except OSError:
        return False
    return True


def _is_as_written(name: str, at: Descriptor) -> bool:
    try:
        data, _ = descriptors.read(name, at)
    except OSError:
        return False
    return data == FILES[name] or (name == TAG and data == FORMER)

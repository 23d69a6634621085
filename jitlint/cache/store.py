"""The directory of a cache: only entries that jitlint has written are read or removed."""

import contextlib
import errno
import os
import re
import time
from hashlib import blake2b

from jitlint.cache import descriptors
from jitlint.cache.descriptors import TEMPORARY, USABLE, Descriptor
from jitlint.cache.owner import NotOurs, claim, key_of
from jitlint.core.errors import reason_of
from jitlint.core.limits import CACHE_FILE_BYTES
from jitlint.core.paths import shown

NAME = ".jitlint_cache"
OWN = re.compile(rf"[0-9a-f]{{32}}(\.json)?|{TEMPORARY.pattern}")
"""The names of the files that jitlint puts there; verdicts had a suffix in the former form."""

OLDEST, OLDEST_TEMPORARY = 30 * 24 * 60 * 60, 60 * 60  # seconds
FORM = b"JL2\n"
CHECKSUM = 16  # bytes
IN_PASSING = (FileNotFoundError, IsADirectoryError)


class CacheStore:
    """A cache in a directory, which need not exist nor be writable.

    Between `root` and the directory nothing is opened or made but directories. Where there is no
    root, the place is the user's own word, and what is kept there may come from another machine.
    `failure` says in one line why nothing is kept, if nothing is.
    """

    def __init__(self, path: str, root: str = "") -> None:
        self.path, self.root = os.path.abspath(path), root and os.path.abspath(root)
        self.failure = ""
        self._opened: _Opened | None = None
        self._is_sought = self._is_claimed = not USABLE

    def read(self, kind: str, name: str) -> bytes | None:
        """Returns the data of an entry, if there is one."""
        if not self._is_sought:
            self._open(make=False)
        if self._opened is None:
            return None
        try:
            found, _ = descriptors.read(name, self._opened.inside(kind))
        except OSError:
            return None
        return self._opened.unsealed(kind, name, found)

    def write(self, kind: str, name: str, data: bytes) -> bool:
        """Writes an entry; returns whether that was possible."""
        if not self._is_claimed:
            self._open(make=True)
        if self._opened is None:
            return False
        sealed = self._opened.sealed(kind, name, data)
        if len(sealed) > CACHE_FILE_BYTES:
            return False
        try:
            descriptors.write(name, self._opened.inside(kind, make=True), sealed, 0o600)
        except IN_PASSING:  # somebody cleans meanwhile, or has put a directory there
            return False
        except OSError as error:
            self._record(error, "written")
            return False
        return True

    def prune(self, kind: str, most: int) -> None:
        """Removes the entries of a kind that are a month old, and the oldest above so many."""
        if self._opened is None:
            return
        with contextlib.suppress(OSError):
            at = self._opened.inside(kind)
            for name in _old(at, most):
                with contextlib.suppress(OSError):
                    os.unlink(name, dir_fd=at.number)

    def descend(self, *, make: bool = False) -> tuple[Descriptor, Descriptor]:
        """Opens the directory that holds it, and itself; raises OSError."""
        root = self.root or os.path.dirname(self.path)
        if make:
            os.makedirs(root, exist_ok=True)
        above = at = descriptors.root(root)
        for part in os.path.relpath(self.path, root).split(os.sep):
            above, at = at, descriptors.directory(part, at, make=make)
        return above, at

    def _open(self, *, make: bool) -> None:
        """Opens the directory; with `make`, it is created and marked as jitlint's."""
        self._is_sought, self._is_claimed = True, make
        try:
            _, at = self.descend(make=make)
            key = key_of(at, bound=bool(self.root))
            if make:
                claim(at)
                key = key_of(at, bound=bool(self.root))
            self._opened = _Opened(at, key) if key else None
        except (OSError, NotOurs) as error:
            if not isinstance(error, FileNotFoundError):  # which says that another run cleans
                self._is_claimed = True
                self._record(error, "made" if make else "opened")

    def _record(self, error: OSError | NotOurs, done: str) -> None:
        """Records the first failure."""
        match error:
            case NotOurs():
                why = str(error)
            case OSError(errno=errno.ELOOP | errno.ENOTDIR):
                why = "is a link, or no directory"
            case _:
                why = f"cannot be {done}: {reason_of(error)}"
        amount = "nothing more" if done == "written" else "nothing"
        self.failure = self.failure or f"{shown(self.path)}: {why}; {amount} is stored there"


class _Opened:
    """An open cache directory, and the key of the checksums of its entries."""

    def __init__(self, at: Descriptor, key: bytes) -> None:
        self._at, self._key = at, key
        self._kinds: dict[str, Descriptor] = {}

    def inside(self, kind: str, *, make: bool = False) -> Descriptor:
        """Opens the directory of a kind of entry; raises OSError."""
        if kind not in self._kinds:
            self._kinds[kind] = descriptors.directory(kind, self._at, make=make)
        return self._kinds[kind]

    def sealed(self, kind: str, name: str, data: bytes) -> bytes:
        """Returns an entry with its checksum, which depends on its kind, its name and the key."""
        return b"".join((FORM, self._checksum(kind, name, data), data))

    def unsealed(self, kind: str, name: str, sealed: bytes) -> bytes | None:
        """Returns the data of an entry, if its checksum is right."""
        data = sealed[len(FORM) + CHECKSUM :]
        header = FORM + self._checksum(kind, name, data)
        return data if sealed.startswith(header) else None

    def _checksum(self, kind: str, name: str, data: bytes) -> bytes:
        checksum = blake2b(f"{kind}/{name}/".encode(), digest_size=CHECKSUM, key=self._key)
        checksum.update(data)
        return checksum.digest()


def _old(at: Descriptor, most: int) -> list[str]:
    now, found = time.time(), sorted(descriptors.files(at), reverse=True)
    entries = [each for each in found if OWN.fullmatch(each[1])]
    return [
        name
        for number, (changed, name) in enumerate(entries)
        if number >= most
        or changed < now - OLDEST
        or (TEMPORARY.fullmatch(name) and changed < now - OLDEST_TEMPORARY)
    ]

"""The entries of one kind in a cache, as the values that they were."""

from typing import Generic, TypeVar

import msgspec

from jitlint.cache.store import CacheStore

Value = TypeVar("Value")
UNREADABLE = (msgspec.MsgspecError, ValueError, TypeError, RecursionError, MemoryError)
UNWRITABLE = (RecursionError, OverflowError, UnicodeEncodeError)


class CachedValues(Generic[Value]):
    """Values by names of 32 hexadecimal digits, of which the newest so many stay."""

    def __init__(self, store: CacheStore, kind: str, type: type[Value], most: int) -> None:
        self._store, self._kind, self._most = store, kind, most
        self._decoder = msgspec.msgpack.Decoder(type)
        self._wrote = False

    def find(self, name: str) -> Value | None:
        """Returns the value stored under a name; None where there is none of this type."""
        data = self._store.read(self._kind, name)
        try:
            return None if data is None else self._decoder.decode(data)
        except UNREADABLE:
            return None

    def keep(self, name: str, value: Value) -> None:
        """Stores a value, unless it is nested too deeply, or cannot be encoded."""
        try:
            data = msgspec.msgpack.encode(value)
        except UNWRITABLE:
            return
        self._wrote |= self._store.write(self._kind, name, data)

    def close(self) -> None:
        """Removes old entries, if a new one was written."""
        if self._wrote:
            self._store.prune(self._kind, self._most)

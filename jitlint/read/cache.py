"""The facts of files by the digests of their texts, so that no file is read twice."""

import msgspec

from jitlint.cache.directory import Directory
from jitlint.cache.installed import fingerprint
from jitlint.cache.watch import digest
from jitlint.read.extent import Extent
from jitlint.read.ir import Facts
from jitlint.read.source import Source

SHELF, EXTENTS = "facts", "extents"
MOST = 20_000


class FactCache:
    """The facts that earlier runs read; what is not there, or is not ours, is read anew."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._who = fingerprint(directory, "read").encode()
        self._decoder = msgspec.msgpack.Decoder(Facts)
        self._encoder = msgspec.msgpack.Encoder()
        self._wrote = False

    def find(self, source: Source) -> Facts | None:
        """Returns the facts of a text, if they are known."""
        data = self._directory.read(SHELF, self._name(source))
        if data is None:
            return None
        try:
            found = self._decoder.decode(data)
        except (msgspec.DecodeError, RecursionError):
            return None
        return msgspec.structs.replace(found, path=source.path)

    def keep(self, source: Source, facts: Facts) -> None:
        """Keeps the facts of a text, unless they are nested too deeply to be written."""
        try:
            data = self._encoder.encode(msgspec.structs.replace(facts, path=""))
        except (RecursionError, OverflowError, UnicodeEncodeError):
            return
        self._wrote |= self._directory.write(SHELF, self._name(source), data)

    def extents(self, source: Source) -> dict[int, Extent]:
        """Returns where those ordinals of a text are that were ever asked for."""
        data = self._directory.read(EXTENTS, self._name(source))
        try:
            return {} if data is None else msgspec.msgpack.decode(data, type=dict[int, Extent])
        except (msgspec.DecodeError, RecursionError):
            return {}

    def keep_extents(self, source: Source, extents: dict[int, Extent]) -> None:
        """Keeps where ordinals of a text are."""
        data = msgspec.msgpack.encode(extents)
        self._wrote |= self._directory.write(EXTENTS, self._name(source), data)

    def close(self) -> None:
        """Throws away what is old, after something new has come."""
        if self._wrote:
            self._directory.prune(SHELF, MOST)
            self._directory.prune(EXTENTS, MOST)

    def _name(self, source: Source) -> str:
        cells = repr(source.cells).encode()
        text = source.text.encode(errors="surrogatepass")
        return digest(b"\0".join([self._who, cells, text])).hex()

"""The messages between an editor and the server; a message that is wrong costs one answer."""

import contextlib
import logging
import re
import sys
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from jitlint.core.limits import COMPLAINT_CHARACTERS, HEADER_BYTES, MESSAGE_BYTES

LENGTH = re.compile(rb"\s*content-length\s*:\s*(\d+)\s*", re.IGNORECASE)


class Frames:
    """The input of an editor, its headers as pygls knows them; an unreadable header ends it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Returns the next line of a header."""
        line = self._stream.readline(HEADER_BYTES)
        found = LENGTH.fullmatch(line)
        if not found:
            return line
        digits = found[1].lstrip(b"0") or b"0"
        if len(digits) > len(str(MESSAGE_BYTES)) or int(digits) > MESSAGE_BYTES:
            say("a message is announced that is too long to be read")
            return b""
        return b"Content-Length: %d\r\n" % int(digits)

    def read(self, size: int) -> bytes:
        """Returns a message; one that ends too early is none."""
        data = self._stream.read(size)
        return data if len(data) == size else b""


class Protocol(LanguageServerProtocol):
    """The protocol of pygls, with an answer to each request, and for an editor that may be gone."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Returns a message of the protocol; an invalid request is refused."""
        try:
            return super().structure_message(data)
        except Exception:
            identifier = data.get("id")
            if "method" in data and isinstance(identifier, str | int):
                self._send_response(identifier, error=JsonRpcInvalidParams().to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Dispatches a message to its handler."""
        if hasattr(message, "jsonrpc"):
            super().handle_message(message)
        else:
            say("a message is not one of JSON-RPC")

    def _send_data(self, data: Any) -> None:
        with contextlib.suppress(BrokenPipeError):  # stdin ends, too, where nobody listens
            super()._send_data(data)  # pyright: ignore[reportUnknownMemberType]


class Server(LanguageServer):
    """The server of pygls, with errors on stderr, in one line, instead of in the editor."""

    def __init__(
        self, name: str, version: str, notebooks: types.NotebookDocumentSyncOptions
    ) -> None:
        logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # it writes tracebacks
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            name, version, notebook_document_sync=notebooks, protocol_cls=Protocol
        )

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Prints the error."""
        say(f"{type(error).__name__}: {error}")


def say(sentence: str) -> None:
    """Writes a line to stderr, which editors keep in a log."""
    line = " ".join(sentence.split())
    print(f"jitlint server: {line[:COMPLAINT_CHARACTERS]}", file=sys.stderr, flush=True)

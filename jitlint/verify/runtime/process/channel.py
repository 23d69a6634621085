"""A pipe on which only what its owner has signed counts: user code may write to any descriptor.

The owner and the reader share a key. A message is a line, signed together with its number, so that
it cannot be sent again; what else comes is passed over, as long as it is not too much.
"""

import hmac
import os
from binascii import a2b_base64, b2a_base64
from hashlib import blake2b

from ..limits import LONGEST_MESSAGE_BYTES, MOST_STRAY_BYTES

KEY_BYTES = 32
IMPROPER = "the process did not answer properly"


class ImproperError(Exception):
    """The pipe holds too much besides messages."""


def write_all(descriptor: int, data: bytes) -> None:
    """Writes bytes to a pipe, which may take only some of them at once."""
    while data:
        data = data[os.write(descriptor, data) :]


def new_key() -> bytes:
    """Returns a random key."""
    return os.urandom(KEY_BYTES)


class Sender:
    """The end that writes."""

    def __init__(self, descriptor: int, key: bytes) -> None:
        self._descriptor = descriptor
        self._key = key
        self._sent = 0

    def send(self, message: bytes) -> None:
        """Writes a message on a line of its own, as soon as there is room for it."""
        self._sent += 1
        signed = b"%d %s" % (self._sent, b2a_base64(message, newline=False))
        write_all(self._descriptor, b"\n%s %s\n" % (_sign(self._key, signed), signed))


class Receiver:
    """The end that reads: it assembles messages from chunks, and checks their signatures."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._latest = 0
        self._stray = 0
        self._unread = b""

    def take(self, chunk: bytes) -> list[bytes]:
        """Returns the messages that a piece completes."""
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        messages = [message for line in lines if (message := self._message(line)) is not None]
        if self._stray > MOST_STRAY_BYTES or len(self._unread) > LONGEST_MESSAGE_BYTES:
            raise ImproperError
        return messages

    def _message(self, line: bytes) -> bytes | None:
        """Returns what was signed, unless it was there before."""
        tag, _, signed = line.partition(b" ")
        if not hmac.compare_digest(tag, _sign(self._key, signed)):
            self._stray += len(line)
            return None
        number, _, message = signed.partition(b" ")
        if int(number) <= self._latest:
            return None
        self._latest = int(number)
        return a2b_base64(message)


def _sign(key: bytes, signed: bytes) -> bytes:
    return blake2b(signed, key=key, digest_size=16).hexdigest().encode()

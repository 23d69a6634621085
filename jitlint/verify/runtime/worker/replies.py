"""The messages of a child about its questions: started, judged, postponed."""

from collections.abc import Iterable
from json.encoder import encode_basestring_ascii
from typing import Any

from ..process.channel import Sender
from ..program.verdict import Verdict, as_message, error_text, inconclusive


class Replies:
    """Sends messages about the findings of these numbers; `open` are those without an answer."""

    def __init__(self, sender: Sender, numbers: Iterable[int]) -> None:
        self._sender = sender
        self._open = dict.fromkeys(numbers)
        self._during: int | None = None

    def start(self, number: int) -> None:
        """Reports the question that is judged next: an end of the process is due to it."""
        self._during = number
        self._send("started", number)

    def judge(self, number: int, verdict: Verdict, reads: Iterable[str]) -> None:
        """Reports a verdict, and the files of the user's that it rests on."""
        self._end(number)
        self._send("judged", number, **as_message(verdict), reads=tuple(reads))

    def postpone(self, number: int) -> None:
        """Reports that another process has to judge."""
        self._end(number)
        self._send("postponed", number)

    def fail(self, error: Exception) -> None:
        """Reports an internal error for the question that was started, or else for all."""
        failed = [*self._open] if self._during is None else [self._during]
        for number in failed:
            self.judge(number, inconclusive("internal", error_text(error)), ())

    def _end(self, number: int) -> None:
        self._open.pop(number, None)
        self._during = None

    def _send(self, kind: str, number: int, **content: Any) -> None:
        self._sender.send(_as_json({"type": kind, "finding": number, **content}).encode())


def _as_json(value: Any) -> str:
    """Returns a value as JSON; user code may have replaced what the library consists of."""
    match value:
        case str():
            return encode_basestring_ascii(value)
        case int():
            return f"{value}"
        case tuple():
            return f"[{','.join(map(_as_json, value))}]"  # type: ignore[reportUnknownVariableType]
        case _:
            pairs = (f"{_as_json(key)}:{_as_json(each)}" for key, each in value.items())
            return f"{{{','.join(pairs)}}}"

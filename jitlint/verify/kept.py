"""Verdicts that were had before, and hold as long as what they rest on has not changed."""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from jitlint.finding import Verdict
from jitlint.verify.asking import Answered
from jitlint.verify.questions import Question

DIRECTORY = "verdicts"
MOST = 1000
PASSING = ("crashed", "timeout")


class Entry(msgspec.Struct, frozen=True):
    """A verdict, and the digests of the files of the user's that were read for it."""

    reads: dict[str, str]
    verdict: Verdict


class Kept:
    """The verdicts under a cache directory, one file a module; none where there is no directory.

    `around` is a digest of all that they rest on besides the user's files.
    """

    def __init__(self, directory: str, around: str) -> None:
        self._directory = Path(directory, DIRECTORY) if directory and around else None
        self._around = around
        self._digest = cache(_digest)

    def known(self, path: str, questions: Sequence[Question]) -> dict[int, Verdict]:
        """Returns the verdicts that still hold, by the numbers of the findings."""
        entries = self._read(path) if self._directory else {}
        found = {each.number: entries.get(self._key(each)) for each in questions}
        return {n: entry.verdict for n, entry in found.items() if entry and self._holds(entry)}

    def keep(
        self, path: str, questions: Sequence[Question], answers: Mapping[int, Answered]
    ) -> None:
        """Keeps what would come out the same again: no end for lack of time, and no crash."""
        if not self._directory:
            return
        new = {
            self._key(each): Entry({f: self._digest(f) for f in answer.reads}, answer.verdict)
            for each in questions
            if (answer := answers.get(each.number)) is not None and _lasts(answer)
        }
        if not new:
            return
        entries = self._read(path)
        kept = {key: entry for key, entry in entries.items() if key not in new}
        self._write(path, dict([*kept.items(), *new.items()][-MOST:]))

    def _holds(self, entry: Entry) -> bool:
        return all(self._digest(file) == digest for file, digest in entry.reads.items())

    def _key(self, question: Question) -> str:
        content: dict[str, Any] = {**question.content, "number": 0, "around": self._around}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def _read(self, path: str) -> dict[str, Entry]:
        try:
            return msgspec.json.decode(self._file(path).read_bytes(), type=dict[str, Entry])
        except (OSError, msgspec.MsgspecError):
            return {}

    def _write(self, path: str, entries: dict[str, Entry]) -> None:
        """A cache that cannot be written costs time, and no verdict."""
        file = self._file(path)
        beside = file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(msgspec.json.encode(entries))
            os.replace(beside, file)

    def _file(self, path: str) -> Path:
        assert self._directory is not None
        name = hashlib.sha256(os.path.realpath(path).encode()).hexdigest()
        return self._directory / f"{name[:32]}.json"


def _lasts(answer: Answered) -> bool:
    return bool(answer.reads) and not answer.verdict.reason.startswith(PASSING)


def _digest(file: str) -> str:
    """Returns the digest of a file; one that is not there, or a pipe, has an empty one."""
    if not os.path.isfile(file):
        return ""
    try:
        with open(file, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""

"""Verdicts that were had before, and hold as long as what they rest on has not changed."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from jitlint.cache.entries import CachedValues
from jitlint.cache.store import CacheStore
from jitlint.core.finding import Verdict
from jitlint.verify.client.limits import (
    LARGEST_DIGESTED_BYTES,
    MOST_MODULES,
    MOST_VERDICTS_OF_MODULE,
)
from jitlint.verify.client.questions import EncodedQuestion
from jitlint.verify.client.scheduler import VerdictWithReads

KIND = "verdicts"
PASSING = ("crashed", "timeout", "internal")
NO_FILES = ("/dev/", "/proc/", "/sys/")


class CachedVerdict(msgspec.Struct, frozen=True):
    """A verdict, and the digests of the files of the user's that were read for it."""

    reads: dict[str, str]
    verdict: Verdict


class VerdictCache:
    """The verdicts in a cache, one entry a module; none where there is no cache.

    `environment` is a digest of all that they rest on besides the user's files.
    """

    def __init__(self, directory: CacheStore | None, environment: str) -> None:
        kept = directory if environment else None
        self._modules = kept and CachedValues(kept, KIND, dict[str, CachedVerdict], MOST_MODULES)
        self._environment = environment
        self._digest = cache(_digest)

    def lookup(self, path: str, questions: Sequence[EncodedQuestion]) -> dict[int, Verdict]:
        """Returns the verdicts that still hold, by the numbers of the findings."""
        entries = self._of(path)
        found = {each.number: entries.get(self._key(each)) for each in questions if entries}
        return {n: entry.verdict for n, entry in found.items() if entry and self._holds(entry)}

    def store(
        self,
        path: str,
        questions: Sequence[EncodedQuestion],
        answers: Mapping[int, VerdictWithReads],
    ) -> None:
        """Keeps what would come out the same again: no end for lack of time, and no crash."""
        if self._modules is None:
            return
        new = {
            self._key(each): entry
            for each in questions
            if (answer := answers.get(each.number)) is not None and _is_lasting(answer)
            if (entry := self._entry(each, answer)) is not None
        }
        if new:
            old = {key: entry for key, entry in self._of(path).items() if key not in new}
            newest = [*old.items(), *new.items()][-MOST_VERDICTS_OF_MODULE:]
            self._modules.keep(_name(path), dict(newest))

    def close(self) -> None:
        """Removes what is old, after something new has come."""
        if self._modules:
            self._modules.close()

    def _of(self, path: str) -> dict[str, CachedVerdict]:
        """Returns the verdicts of a module, the oldest first."""
        return (self._modules.find(_name(path)) if self._modules else None) or {}

    def _entry(self, question: EncodedQuestion, answer: VerdictWithReads) -> CachedVerdict | None:
        """The files of the finding count, whatever the child says; none too large to look at."""
        digests = {file: self._digest(file) for file in {*answer.reads, *question.files}}
        reads = {file: digest for file, digest in digests.items() if digest is not None}
        return CachedVerdict(reads, answer.verdict) if len(reads) == len(digests) else None

    def _holds(self, entry: CachedVerdict) -> bool:
        return all(self._digest(file) == digest for file, digest in entry.reads.items())

    def _key(self, question: EncodedQuestion) -> str:
        content = question.content | {"number": 0, "environment": self._environment}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _name(path: str) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]


def _is_lasting(answer: VerdictWithReads) -> bool:
    return bool(answer.reads) and not answer.verdict.reason.startswith(PASSING)


def _digest(file: str) -> str | None:
    """Returns the digest of a file; one that is not there, or a pipe, has an empty one.

    What is too large, or none of the user's files, has none.
    """
    if not os.path.isfile(file):
        return ""
    if file.startswith(NO_FILES) or os.path.getsize(file) > LARGEST_DIGESTED_BYTES:
        return None
    try:
        with open(file, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""

"""Reads many files in several processes or on a cluster, with the same results.

Local processes are loky's. `dask://HOST:PORT` is a Dask scheduler, `ray://HOST:PORT` a Ray
cluster, whose workers must have jitlint; texts are sent to them, so no file need be there.
"""

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import msgspec

from jitlint.core.source import Problem, Source
from jitlint.frontend.executors import workers
from jitlint.frontend.ir import Facts

# A million characters take 0.14 s here. Elsewhere they take 0.18 s, and 0.02 s to come back,
# and a process takes 0.3 s before it reads the first: two gain from ten million on.
ENOUGH, LEAST = 20_000_000, 4_000_000  # characters: of all processes together, and at least
BATCH = 500_000  # characters
TRIES = 2
Read = dict[str, Facts | Problem]


def read_many(sources: Sequence[Source], jobs: int, executor: str, notes: list[str]) -> Read:
    """Returns the facts of texts by their paths; a note reports those that are missing.

    `jobs` is the number of processes, 0 one for each core. Raises `ExecutorError`.
    """
    waiting = list(_batches(sources))
    read: Read = {}
    failed = ""
    with workers(executor, jobs) as run:
        for _ in range(TRIES):
            try:
                _read(waiting, run, read)
                return read
            except Exception as error:
                failed = f"{type(error).__name__}: {error}".partition("\n")[0]
            waiting = [batch for batch in waiting if batch[0].path not in read]
    left = sum(len(batch) for batch in waiting)
    notes.append(f"read {left} files in this process, since workers failed twice: {failed}")
    return read


def read_batch(batch: Sequence[Source]) -> list[bytes | Problem]:
    """Returns facts as bytes: this runs in a worker."""
    return [_packed(source) for source in batch]


def is_worth_it(sources: Sequence[Source], jobs: int, executor: str) -> bool:
    """Returns whether starting processes costs less than they save."""
    if executor:
        return True
    processes = jobs or os.cpu_count() or 1
    characters = sum(len(each.text) for each in sources)
    return processes > 1 and characters > max(ENOUGH // processes, LEAST)


def _read(batches: list[list[Source]], run: Any, read: Read) -> None:
    decoder = msgspec.msgpack.Decoder(Facts)
    delayed: Any = import_module("joblib").delayed(read_batch)
    answers = run(delayed(batch) for batch in batches)
    for batch, answer in zip(batches, answers, strict=True):
        for source, packed in zip(batch, answer, strict=True):
            if isinstance(packed, Problem):
                read[source.path] = packed
            elif packed:
                read[source.path] = decoder.decode(packed)


def _packed(source: Source) -> bytes | Problem:
    from jitlint.frontend.facts import read

    facts = read(source)
    if isinstance(facts, Problem):
        return facts
    try:
        return msgspec.msgpack.encode(facts)
    except (RecursionError, OverflowError, UnicodeEncodeError):
        return b""


def _batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    for source in sorted(sources, key=lambda source: len(source.text), reverse=True):
        batch.append(source)
        if sum(len(each.text) for each in batch) > BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

"""Hands the modules of a program to workers, part by part, and collects what they come to.

A worker that dies loses nothing: its parts are handed out once more, then left to this process.
"""

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from jitlint.check.parallel.messages import TracedPart, TracingTask
from jitlint.check.parallel.worker import Handed, trace_modules
from jitlint.config.resources import Resources
from jitlint.frontend.executors import workers

# A million characters take 5 s to trace. A process takes 0.3 s to start, and for each million
# of the whole program 0.4 s to read its facts and to execute its modules; in two processes both are
# evaluated what both call, a fifth of all.
ENOUGH = 4_000_000  # characters, of the modules that are traced
PARTS = 12  # for each process, so that none waits long for the last
LEAST = 20_000  # characters of a part
TRIES = 2
Part = tuple[str, ...]


def is_worth_it(characters: int, resources: Resources) -> bool:
    """Says whether starting processes costs less than they save."""
    return processes_of(resources) > 1 and (bool(resources.executor) or characters > ENOUGH)


def processes_of(resources: Resources) -> int:
    """Returns how many processes trace at once, as far as this is known here."""
    return 2 if resources.executor else resources.jobs or os.cpu_count() or 1


def parts_of(sizes: Mapping[str, int], count: int) -> list[Part]:
    """Returns at most so many parts of about the same size, given the characters of modules."""
    size = max(sum(sizes.values()) // count, LEAST)
    parts, room = list[list[str]](), 0
    for name in sorted(sizes):
        if room <= 0:
            parts.append([])
            room = size
        parts[-1].append(name)
        room -= sizes[name]
    return [tuple(part) for part in parts]


def packed(task: TracingTask) -> bytes | None:
    """Returns a task as bytes, or None where it is nested too deeply for that."""
    try:
        return msgspec.msgpack.encode(task)
    except (RecursionError, OverflowError, UnicodeEncodeError):
        return None


def traced_parts(
    program: bytes, parts: Sequence[Part], resources: Resources, notes: list[str]
) -> Iterator[tuple[Part, TracedPart]]:
    """Yields parts with what they came to; a note tells of those that are missing.

    Raises `ExecutorError`.
    """
    waiting, failed = list(parts), ""
    decoder = msgspec.msgpack.Decoder(TracedPart)
    with _handed(program, resources) as handed, workers(resources.executor, resources.jobs) as run:
        for _ in range(TRIES):
            done = set[Part]()
            try:
                for part, traced in zip(waiting, _asked(run, handed, waiting), strict=True):
                    yield part, decoder.decode(traced)
                    done.add(part)
            except Exception as error:
                failed = f"{type(error).__name__}: {error}".partition("\n")[0]
            waiting = [part for part in waiting if part not in done]
            if not waiting:
                return
    left = sum(map(len, waiting))
    notes.append(f"traced {left} modules in this process, since workers failed twice: {failed}")


def _asked(run: Any, handed: Handed, parts: Iterable[Part]) -> Iterable[bytes]:
    delayed: Any = import_module("joblib").delayed(trace_modules)
    key = uuid4().hex
    return run(delayed(key, handed, part) for part in parts)


@contextmanager
def _handed(program: bytes, resources: Resources) -> Generator[Handed]:
    """Yields what workers read a program from: for those of this machine a file."""
    if resources.executor:
        yield program
        return
    with tempfile.TemporaryDirectory(prefix="jitlint-") as directory:
        path = Path(directory, "program")
        path.write_bytes(program)
        yield str(path)

"""Makes an input that fails as small as it can be, by trying what is left without its parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tools.fuzz.sample import Sample

T = TypeVar("T")
SHORT = 400
"""So many bytes are tried one by one."""


@dataclass(slots=True)
class Trials:
    """Asks whether a sample fails, so many times at most; after that none does any more."""

    fails: Callable[[Sample], bool]
    left: int

    def __call__(self, sample: Sample) -> bool:
        """Returns whether a sample fails, as far as that may still be asked."""
        self.left -= 1
        return self.left >= 0 and self.fails(sample)


def smallest(items: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """Returns some of the items that fail together, none of which can be left out alone."""
    kept, size = list(items), (len(items) + 1) // 2
    while size:
        before, at = len(kept), 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if fails(fewer):
                kept = fewer
            else:
                at += size
        if size > 1 or len(kept) == before:
            size //= 2
    return kept


def smaller(sample: Sample, fails: Callable[[Sample], bool], most: int = 400) -> Sample:
    """Returns a sample that fails as this one does, with fewer files and less in each."""
    trials = Trials(fails, most)
    paths = smallest(list(sample.files), lambda paths: bool(paths) and trials(_only(sample, paths)))
    sample = _only(sample, paths)
    for path in paths:
        sample = _with_less(sample, path, trials)
    return sample


def _only(sample: Sample, paths: Sequence[str]) -> Sample:
    return replace(sample, files={path: sample.files[path] for path in paths})


def _with(sample: Sample, path: str, data: bytes) -> Sample:
    return replace(sample, files={**sample.files, path: data})


def _with_less(sample: Sample, path: str, trials: Trials) -> Sample:
    """Returns a sample with less in one file: less syntax, fewer lines, fewer bytes."""
    sample = _less_syntax(sample, path, trials)
    for parts in (_lines, _bytes):
        pieces = parts(sample.files[path])

        def fails(kept: Sequence[bytes], sample: Sample = sample) -> bool:
            return trials(_with(sample, path, b"".join(kept)))

        sample = _with(sample, path, b"".join(smallest(pieces, fails)))
    return sample


def _less_syntax(sample: Sample, path: str, trials: Trials) -> Sample:
    """Returns a sample with less syntax in one file, if that is Python and fails as `ast` has it.

    Its text is then all written anew: as long as that fails too, it is what is best read.
    """
    from pysource_minimize import CouldNotMinimize, minimize

    def fails(text: str) -> bool:
        return trials(_with(sample, path, f"{text}\n".encode()))

    try:
        text = minimize(sample.files[path].decode(), fails, retries=0)
    except (CouldNotMinimize, SyntaxError, ValueError, RecursionError):
        return sample
    return _with(sample, path, f"{text}\n".encode())


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _bytes(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))] if len(data) <= SHORT else [data]

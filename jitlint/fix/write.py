"""Files as they are before a fix, written anew after it, and shown as a diff."""

import contextlib
import io
import os
from collections.abc import Iterator, Mapping

from jitlint.fix.text import encoding_of
from jitlint.mistake import Mistake
from jitlint.read.source import Problem, decode

NO_END = "\\ No newline at end of file"


class NotFixed(Mistake):
    """A file that cannot be changed; the message names it."""


def write(files: Mapping[str, bytes]) -> None:
    """Writes each file at once, or leaves it as it is; raises `NotFixed` after the last of them."""
    failed = list[str]()
    for path, data in files.items():
        try:
            _replace(path, data)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            failed.append(f"{path}: cannot be written: {reason}")
    if failed:
        raise NotFixed("; ".join(failed))


def diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yields the lines of a unified diff, of a notebook for each cell."""
    import difflib

    old, new = _parts(path, before), _parts(path, after)
    for name in old:
        lines, others = (_lines(text) for text in (old[name], new[name]))
        for line in difflib.unified_diff(lines, others, name, name):
            yield line if line.endswith("\n") else f"{line}\n{NO_END}\n"


def _replace(path: str, data: bytes) -> None:
    """Writes a file beside the old one, which it then takes the place and the mode of."""
    import shutil
    import tempfile

    real = os.path.realpath(path)
    if not os.access(real, os.W_OK):
        raise PermissionError(13, "permission denied")
    try:
        handle, draft = tempfile.mkstemp(dir=os.path.dirname(real), prefix=".jitlint-")
    except PermissionError:  # of a directory that takes no new files
        with open(real, "wb") as file:
            file.write(data)
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        shutil.copymode(real, draft)
        os.replace(draft, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise


def _parts(path: str, data: bytes) -> dict[str, str]:
    """Returns the texts to compare: that of a file, or of the cells of a notebook."""
    if not path.endswith(".ipynb"):
        return {path: data.decode(encoding_of(path, data), errors="replace")}
    source = decode(path, data)
    if isinstance(source, Problem):
        return {}
    lines = _lines(source.text)
    ends = [start for start, _ in source.cells[1:]] + [len(lines)]
    return {
        f"{path}:cell {number}": "".join(lines[start:end])
        for (start, number), end in zip(source.cells, ends, strict=True)
    }


def _lines(text: str) -> list[str]:
    """Returns the lines of a text with their ends, as they are."""
    return list(io.StringIO(text, newline=""))

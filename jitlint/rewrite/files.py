"""Files as they are before a fix, written anew after it, and shown as a diff."""

import io
from collections.abc import Iterator, Mapping

from jitlint.core.errors import UserError
from jitlint.core.source import Problem
from jitlint.core.written import NotWritten, rewrite
from jitlint.frontend.decode import NOTEBOOK, decode, encoding_of

NO_END = "\\ No newline at end of file"


class NotFixed(UserError):
    """Files that cannot be changed; the message names them."""


def write(files: Mapping[str, bytes]) -> None:
    """Writes each file at once, or leaves it as it is; raises `NotFixed` after the last of them."""
    failed = list[str]()
    for path, data in files.items():
        try:
            rewrite(path, data)
        except NotWritten as error:
            failed.append(str(error))
    if failed:
        raise NotFixed("; ".join(failed))


def diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yields the lines of a unified diff, of a notebook for each cell."""
    from jitlint.rewrite.difference import unified

    old, new = _parts(path, before), _parts(path, after)
    for name in old:
        lines, others = (_lines(text) for text in (old[name], new[name]))
        for line in unified(lines, others, name):
            yield line if line.endswith("\n") else f"{line}\n{NO_END}\n"


def _parts(path: str, data: bytes) -> dict[str, str]:
    """Returns the texts to compare: that of a file, or of the cells of a notebook."""
    if not path.endswith(NOTEBOOK):
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

"""A file's text as Python would decode it, or the one sentence that says why there is none."""

import codecs

from jitlint.cache.file_stamps import FileStamps
from jitlint.core import disk
from jitlint.core.limits import FILE_BYTES, TEXT_BYTES
from jitlint.core.source import Problem, Source
from jitlint.frontend import encoding

NOTEBOOK = ".ipynb"


def load(path: str, stamps: FileStamps | None = None) -> Source | Problem:
    """Returns the text of a Python file or notebook."""
    if stamps:
        stamps.file(path)
    data = _read_bytes(path)
    if stamps:
        stamps.content(path, None if isinstance(data, Problem) else data)
    return data if isinstance(data, Problem) else decode(path, data)


def decode(path: str, data: bytes) -> Source | Problem:
    """Returns the text that the bytes of a Python file or notebook are."""
    if path.endswith(NOTEBOOK):
        from jitlint.frontend.notebook import join_cells  # which needs `Source` itself

        return join_cells(path, data)
    return _decode_python(path, data)


def encoding_of(path: str, data: bytes) -> str:
    """Returns the encoding of a Python file or notebook; raises `UnusableEncoding`."""
    if path.endswith(NOTEBOOK):
        is_marked = data.startswith(codecs.BOM_UTF8)
        return encoding.UTF8_WITH_BOM if is_marked else encoding.UTF8
    return encoding.encoding_of(data)


def _read_bytes(path: str) -> bytes | Problem:
    try:
        return disk.read(path, FILE_BYTES if path.endswith(NOTEBOOK) else TEXT_BYTES)
    except disk.TooLong as error:
        return Problem(path, f"{error.reason}: leave it out with `exclude`")
    except disk.Unfit as error:
        return Problem(path, error.reason)
    except OSError as error:
        return Problem(path, f"cannot be read: {(error.strerror or str(error)).lower()}")
    except ValueError as error:  # a NUL in the path itself
        return Problem(path, f"cannot be read: {error}")


def _decode_python(path: str, data: bytes) -> Source | Problem:
    if b"\0" in data:
        offset = data.index(b"\0")
        row = data.count(b"\n", 0, offset) + 1
        return Problem(path, f"holds a NUL byte at offset {offset} (line {row})", row)
    try:
        text = data.decode(encoding.encoding_of(data))
    except encoding.UnusableEncoding as error:
        return Problem(path, str(error))
    except UnicodeDecodeError as error:
        return _undecodable(path, data, error)
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _undecodable(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    row = data.count(b"\n", 0, error.start) + 1
    return Problem(
        path,
        f"is not {error.encoding.upper()}: byte 0x{data[error.start]:02x} at offset {error.start}"
        f" (line {row}); save it as UTF-8, or declare its encoding in the first line",
        row,
    )

"""The file of a run, `.jitlint/run-….json`: where it stands, and how it is read and written."""

import json
import time
from pathlib import Path

from jitlint.core.errors import UserError
from jitlint.core.written import NotWritten, rewrite
from jitlint.runs.inside.compilation import Run

DIRECTORY = ".jitlint"


class NoRecordError(UserError):
    """A file is not the record of a run; the message says which and why."""


def keep(record: bytes, process: int) -> str:
    """Writes a record to a new file of its own, and returns its path; raises `NotWritten`."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    path = f"{DIRECTORY}/run-{stamp}-{process}.json"
    try:
        Path(DIRECTORY).mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritten(f"{DIRECTORY}: cannot be made: {error.strerror}") from None
    ignored = Path(DIRECTORY, ".gitignore")
    if not ignored.exists():
        rewrite(str(ignored), b"*\n")
    rewrite(path, record)
    return path


def read_run(path: str) -> Run:
    """Reads a record; raises NoRecordError."""
    try:
        return Run.from_json(json.loads(Path(path).read_text("utf-8")))
    except OSError as error:
        raise NoRecordError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        said = f"{type(error).__name__}: {error}"
        message = f"{path} is no record of this jitlint: {said}; record it again with observe"
        raise NoRecordError(message) from None

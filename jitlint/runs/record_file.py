"""The file of a run, `.jitlint/run-….json`: where it stands, and how it is read and written."""

import contextlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

from jitlint.core.errors import UserError
from jitlint.core.written import NotWritten, rewrite
from jitlint.runs.inside.compilation import Run

DIRECTORY = ".jitlint"
RECORDS = "[0-9]*.json"
"""The names under which the processes of a run leave their records, while it goes on."""


class NoRecordError(UserError):
    """A file is not the record of a run; the message says which and why."""


def keep(runs: Sequence[Run]) -> list[str]:
    """Writes each record to a new file of its own, and returns their paths; raises `NotWritten`."""
    try:
        Path(DIRECTORY).mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritten(f"{DIRECTORY}: cannot be made: {error.strerror}") from None
    ignored = Path(DIRECTORY, ".gitignore")
    if not ignored.exists():
        rewrite(str(ignored), b"*\n")
    stamp, paths = time.strftime("%Y%m%d-%H%M%S"), list[str]()
    for number, run in enumerate(runs):
        path = f"{DIRECTORY}/run-{stamp}-{run.process}.json"
        if path in paths:
            path = path.replace(".json", f"-{number}.json")
        rewrite(path, json.dumps(run.as_json()).encode())
        paths.append(path)
    return paths


def read_runs(directory: Path) -> list[Run]:
    """Reads the records of the processes of a run, the first first; leaves out what is none."""
    found: list[Run] = []
    for path in directory.glob(RECORDS):
        with contextlib.suppress(NoRecordError):
            found.append(read_run(str(path)))
    return sorted(found, key=lambda run: run.started)


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

"""The output stream: stdout, as long as somebody reads it, and with or without colour."""

import contextlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Generator
from typing import TextIO

CLOSED = 141


class OutputError(OSError):
    """The output cannot be written to stdout; the message says why."""


@contextlib.contextmanager
def output() -> Generator[TextIO]:
    """Yields stdout; ends the program silently when nobody reads it any more.

    Raises `OutputError` where it cannot be written for another reason.
    """
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise OutputError("stdout is closed, and the report would be lost")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        with _flushed():
            yield sys.stdout
    except BrokenPipeError:
        _write_nowhere()
        raise SystemExit(CLOSED) from None
    except OSError as error:
        _write_nowhere()
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"stdout cannot be written: {reason}") from None


@contextlib.contextmanager
def _flushed() -> Generator[None]:
    """Flushes stdout at the end, be it that of the program after `--help`."""
    try:
        yield
    except SystemExit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def _write_nowhere() -> None:
    """Redirects stdout, so that Python's flush at exit does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_stderr() -> None:
    """Redirects a closed stderr to nowhere."""
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def color(stream: TextIO, options: Namespace) -> bool:
    """Returns whether a stream is to be written to in colour."""
    if options.color != "auto":
        return options.color == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and (stream.isatty() or bool(os.environ.get("FORCE_COLOR")))

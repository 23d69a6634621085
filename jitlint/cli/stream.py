"""Where the command writes to: stdout, until nobody reads it any more, and in colour or not."""

import contextlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Generator
from typing import TextIO

CLOSED = 141


@contextlib.contextmanager
def output() -> Generator[TextIO]:
    """Yields stdout; ends the program silently when nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(CLOSED) from None


def color(stream: TextIO, options: Namespace) -> bool:
    """Returns whether a stream is to be written to in colour."""
    plain = options.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and (stream.isatty() or bool(os.environ.get("FORCE_COLOR")))

"""What the command prints of a run, and what it writes to files."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from jitlint.cli.stream import color, output
from jitlint.mistake import Mistake

if TYPE_CHECKING:
    from jitlint.run import Run


class ReportError(Mistake):
    """A report that cannot be written; the message names the file."""


def report(run: "Run", options: Namespace) -> None:
    """Prints the run and writes it to the files that are asked for; raises `ReportError`."""
    from jitlint.report import render, statistics

    with output() as stream:
        if options.statistics:
            statistics(run, stream, as_json=options.output_format == "json")
        else:
            render(options.output_format, run, stream, color(stream, options))
    if not options.quiet:
        _remarks(run, options)
    for name, path in options.output_file:
        _write(name, path, run)


def _remarks(run: "Run", options: Namespace) -> None:
    from jitlint.report import summary

    for note in run.notes:
        print(f"note: {note}", file=sys.stderr)
    with output() as stream:
        print(summary(run), file=stream if options.output_format == "text" else sys.stderr)


def _write(name: str, path: str, run: "Run") -> None:
    from jitlint.report import render

    try:
        with open(path, "w", encoding="utf-8", errors="replace") as file:
            render(name, run, file, color=False)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReportError(f"{path}: cannot be written: {reason}") from None

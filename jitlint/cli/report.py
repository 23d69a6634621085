"""What the command prints of a run, and what it writes to files."""

import io
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from jitlint.cli.stream import color, output
from jitlint.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jitlint.core.result import CheckResult


class ReportError(UserError):
    """Reports that cannot be written; the message names the files."""


def report(run: "CheckResult", options: Namespace) -> None:
    """Prints the run and writes it to the files that are asked for.

    Raises `ReportError` after the last of them.
    """
    from jitlint.report import render, statistics

    with output() as stream:
        if options.statistics:
            statistics(run, stream, as_json=options.output_format == "json")
        else:
            render(options.output_format, run, stream, color(stream, options))
    if not options.quiet:
        _remarks(run, options)
    if options.output_file:
        _write(options.output_file, run)


def _remarks(run: "CheckResult", options: Namespace) -> None:
    from jitlint.report import summary, visible

    for note in run.notes:
        print(f"note: {visible(note)}", file=sys.stderr)
    with output() as stream:
        print(summary(run), file=stream if options.output_format == "text" else sys.stderr)


def _write(files: "Sequence[tuple[str, str]]", run: "CheckResult") -> None:
    from jitlint.core.written import NotWritten, write
    from jitlint.report import render

    failed = list[str]()
    for name, path in files:
        text = io.StringIO()
        render(name, run, text, color=False)
        try:
            write(path, text.getvalue().encode(errors="replace"))
        except NotWritten as error:
            failed.append(str(error))
    if failed:
        raise ReportError("; ".join(failed))

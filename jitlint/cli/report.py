"""The output of a check: on stdout, on stderr, and in the files asked for."""

import io
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from jitlint.cli.stream import color, output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jitlint.core.result import CheckResult


def report(run: "CheckResult", options: Namespace) -> None:
    """Prints the run and writes it to the files that are asked for.

    Raises `NotWritten` after the last of them.
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
    from jitlint.core.written import write, write_all
    from jitlint.report import render

    reports: list[tuple[str, bytes]] = []
    for name, path in files:
        text = io.StringIO()
        render(name, run, text, color=False)
        reports.append((path, text.getvalue().encode(errors="replace")))
    write_all(reports, write)

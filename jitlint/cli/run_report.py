"""The command that tells of a recorded run, or compares two: `jitlint report`."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jitlint.cli.options import CLEAN, FINDINGS, MISUSE, Parser, complain

if TYPE_CHECKING:
    from jitlint.runs.inside.compilation import Run


def run_report(words: list[str]) -> int:
    """Tells of the records of one run, or of what a second one has more than the first.

    Returns 1 if the second run compiled a function more often.
    """
    from jitlint.core.errors import UserError
    from jitlint.runs.comparison import compare
    from jitlint.runs.one_run import by_run, together
    from jitlint.runs.record_file import read_run

    options = _options(words)
    try:
        match by_run(read_run(path) for path in options.records):
            case [runs]:
                return _tell(runs, options)
            case [old, new]:
                is_more = compare(together(old), together(new), sys.stdout)
                return FINDINGS if is_more else CLEAN
            case more:
                complain(f"these are records of {len(more)} runs: one is told of, or two compared")
                return MISUSE
    except UserError as error:
        complain(str(error))
        return MISUSE


def _tell(runs: "Sequence[Run]", options: argparse.Namespace) -> int:
    from jitlint.core.written import write
    from jitlint.runs.one_run import together
    from jitlint.runs.page import page
    from jitlint.runs.table import show
    from jitlint.runs.trace_events import trace_events

    run = together(runs)
    if options.html:
        write(options.html, page(run).encode())
    if options.trace:
        write(options.trace, trace_events(runs).encode())
    if options.output_format == "json":
        print(json.dumps(run.as_json(), indent=1))
    else:
        show(run, sys.stdout)
    return CLEAN


def _options(words: list[str]) -> argparse.Namespace:
    parser = Parser(prog="jitlint report", allow_abbrev=False)
    add = parser.add_argument
    add(
        "records",
        nargs="+",
        metavar="RECORD",
        help="`.jitlint/run-….json`, one for each process; those of two runs are compared",
    )
    add("--output-format", choices=("text", "json"), default="text", help="default: text")
    add("--html", metavar="FILE", help="write a page of HTML that needs no network")
    add("--trace", metavar="FILE", help="write events for the viewers of Chrome and Perfetto")
    return parser.parse_args(words)

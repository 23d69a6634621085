"""The command that tells of a recorded run, or compares two: `jitlint report`."""

import argparse
import json
import sys

from jitlint.cli.options import CLEAN, FINDINGS, MISUSE, Parser, complain


def run_report(words: list[str]) -> int:
    """Tells of one record, or of what a second one has more than the first.

    Returns 1 if the second run compiled a function more often.
    """
    from jitlint.core.errors import UserError
    from jitlint.runs.record_file import read_run

    options = _options(words)
    try:
        runs = [read_run(path) for path in options.records]
        if len(runs) > 1:
            from jitlint.runs.comparison import compare

            return FINDINGS if compare(runs[0], runs[1], sys.stdout) else CLEAN
        return _tell(runs[0], options)
    except UserError as error:
        complain(str(error))
        return MISUSE


def _tell(run: object, options: argparse.Namespace) -> int:
    from jitlint.core.written import write
    from jitlint.runs.inside.compilation import Run
    from jitlint.runs.page import page
    from jitlint.runs.table import show
    from jitlint.runs.trace_events import trace_events

    assert isinstance(run, Run)
    if options.html:
        write(options.html, page(run).encode())
    if options.trace:
        write(options.trace, trace_events(run).encode())
    if options.output_format == "json":
        print(json.dumps(run.as_json(), indent=1))
    else:
        show(run, sys.stdout)
    return CLEAN


def _options(words: list[str]) -> argparse.Namespace:
    parser = Parser(prog="jitlint report", allow_abbrev=False)
    add = parser.add_argument
    add("records", nargs="+", metavar="RECORD", help="`.jitlint/run-….json`; two are compared")
    add("--output-format", choices=("text", "json"), default="text", help="default: text")
    add("--html", metavar="FILE", help="write a page of HTML that needs no network")
    add("--trace", metavar="FILE", help="write events for the viewers of Chrome and Perfetto")
    options = parser.parse_args(words)
    if len(options.records) > 2:
        parser.error("one record is told of, or two are compared")
    return options

"""The command: `jitlint [check | verify | observe | report | explain | rules | server] …`."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from jitlint.cli.options import MISUSE, complain, read_options
from jitlint.cli.stream import OutputError, open_stderr, output

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    open_stderr()
    if words[:1] == ["observe"]:
        from jitlint.cli.observe import observe

        return observe(words[1:])
    if words[:1] == ["report"]:
        from jitlint.cli.run_report import run_report

        return run_report(words[1:])
    try:
        with output():
            options = read_options(words)
        return _command(options)
    except KeyboardInterrupt:
        print("jitlint: interrupted", file=sys.stderr)
        return INTERRUPTED
    except OutputError as error:
        complain(str(error))
        return MISUSE
    except Exception as error:
        return _failed(error, "--traceback" in words)


def _command(options: Namespace) -> int:
    match options.command:
        case "explain":
            from jitlint.cli.manual import explain

            return explain(options)
        case "rules":
            from jitlint.cli.manual import list_rules

            return list_rules(options)
        case "server":
            from jitlint.cli.serve import serve

            return serve(options)
        case "clean":
            from jitlint.cli.clean import clean

            return clean(options)
        case _ if options.show_types:
            from jitlint.cli.show_types import show_types

            return show_types(options)
        case _:
            from jitlint.cli.check import check

            return check(options)


def _failed(error: Exception, show: bool) -> int:
    if show:
        import traceback

        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    print(f"jitlint failed: {said}; please report it with what --traceback adds", file=sys.stderr)
    return MISUSE

"""The words of the command line: what they may be, and one clear line where they are not."""

import argparse
import math
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from jitlint import __version__
from jitlint.report import formats

COMMANDS = ("check", "verify", "explain", "rules")
CLEAN, FINDINGS, MISUSE = 0, 1, 2

_DESCRIPTION = """\
Finds what breaks, vanishes or recompiles under jax.jit, and proves it with JAX.

  jitlint [check] PATH…     report findings
  jitlint verify PATH…      ask JAX about each finding; only what it confirms fails
  jitlint explain RULE…     print the manual page of a rule, by code or name
  jitlint rules [PREFIX…]   list the rules"""

_EPILOG = """\
Without a PATH it is the current directory; a path named like a command is written ./check.
Exit status: 0 clean, or notes only; 1 errors or warnings; 2 misuse, such as a missing path."""


def read_options(words: Sequence[str]) -> argparse.Namespace:
    """Returns the options, with `command`; ends the program on a mistake, `--help`, `--version`."""
    options = _parser().parse_intermixed_args(words)
    named = bool(words) and words[0] in COMMANDS
    options.command = options.paths.pop(0) if named else "check"
    options.verify = options.verify or options.command == "verify"
    return options


def complain(message: str) -> None:
    """Says on one line of stderr what is wrong with the command."""
    print(f"jitlint: error: {' '.join(message.split())}", file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors take one line, and which needs rich only for its help."""

    def error(self, message: str) -> NoReturn:
        complain(message)
        sys.exit(MISUSE)

    def convert_arg_line_to_args(self, arg_line: str) -> list[str]:
        return [arg_line] if arg_line.strip() else []

    def format_help(self) -> str:
        from rich_argparse import RawDescriptionRichHelpFormatter

        class Formatter(RawDescriptionRichHelpFormatter):
            text_markup = False
            group_name_formatter = str

        self.formatter_class = Formatter
        return f"{super().format_help().rstrip()}\n"


def _parser() -> _Parser:
    parser = _Parser(
        prog="jitlint",
        usage="jitlint [COMMAND] [OPTION…] [PATH…]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        allow_abbrev=False,
        fromfile_prefix_chars="@",
    )
    paths = "a file or directory; - is stdin, @FILE holds one word a line"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    parser.add_argument("--version", action="version", version=f"jitlint {__version__}")
    parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
    _add_rule_options(parser)
    _add_file_options(parser)
    _add_config_options(parser)
    _add_verify_options(parser)
    _add_report_options(parser)
    return parser


def _add_rule_options(parser: _Parser) -> None:
    add = parser.add_argument_group("rules").add_argument
    codes: dict[str, Any] = {"action": "extend", "type": code_prefixes, "metavar": "CODES"}
    add("--select", **codes, help="only codes that begin so: JIT1,JIT203; ALL is every one")
    add("--extend-select", **codes, default=[], help="these too")
    add("--ignore", **codes, default=[], help="no codes that begin so")
    ignores: dict[str, Any] = {"action": "extend", "type": _per_file, "default": []}
    add("--per-file-ignores", **ignores, metavar="GLOB:CODE", help="no such codes in such files")
    add("--pedantic", action="store_true", help="also what is probable but not certain")


def _add_file_options(parser: _Parser) -> None:
    add = parser.add_argument_group("files").add_argument
    globs: dict[str, Any] = {"action": "extend", "type": _globs, "metavar": "GLOBS"}
    add("--exclude", **globs, help="leave these out of directories, as .gitignore would")
    add("--extend-exclude", **globs, default=[], help="these too")
    add("--force-exclude", action="store_true", help="leave them out even where they are named")
    add("--stdin-filename", metavar="PATH", help="what the text on stdin is called")
    git: dict[str, Any] = {"action": argparse.BooleanOptionalAction, "dest": "gitignore"}
    add("--respect-gitignore", **git, help="leave out what Git ignores; default: yes")
    add("--show-files", action="store_true", help="print the files that would be checked")


def _add_config_options(parser: _Parser) -> None:
    add = parser.add_argument_group("configuration").add_argument
    add("--config", metavar="FILE", help="this pyproject.toml or jitlint.toml, for all files")
    add("--isolated", action="store_true", help="no configuration file")
    add("--show-settings", action="store_true", help="print what holds for the first file")


def _add_verify_options(parser: _Parser) -> None:
    add = parser.add_argument_group("verification (imports and runs the code)").add_argument
    add("--verify", action="store_true", help="ask JAX about each finding")
    add("--verify-timeout", type=_seconds, metavar="SECONDS", help="for each module")
    add("--python", metavar="PATH", help="the interpreter that has JAX and the project")


def _add_report_options(parser: _Parser) -> None:
    add = parser.add_argument_group("report").add_argument
    add("--output-format", choices=formats(), default="text", help="default: text")
    file: dict[str, Any] = {"type": _report_file, "action": "append", "default": []}
    add("--output-file", **file, metavar="FORMAT:PATH", help="write this too; may be repeated")
    add("--no-color", action="store_true", help="as NO_COLOR=1")
    add("-q", "--quiet", action="store_true", help="findings only: no notes, no summary")
    add("--statistics", action="store_true", help="count the findings of each rule instead")
    add("--fail-on", choices=("error", "warning", "confirmed"), help="default: warning")
    add("--baseline", metavar="FILE", help="only what is not in there")
    add("--write-baseline", metavar="FILE", help="set aside all that is found")
    add("--add-noqa", action="store_true", help="write a comment to each line that is flagged")
    add("--exit-zero", action="store_true", help="exit with 0 in spite of findings")


def code_prefixes(text: str) -> tuple[str, ...]:
    """Returns the prefixes in a list such as `JIT1,JIT203`; raises ArgumentTypeError."""
    from jitlint.config.selection import UnknownCode, prefixes_of

    try:
        return prefixes_of(text.replace(",", " ").split())
    except UnknownCode as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _globs(text: str) -> list[str]:
    return [glob.strip() for glob in text.split(",") if glob.strip()]


def _per_file(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Returns the pairs in `GLOB:CODE,GLOB:CODE`."""
    pairs = [pair.strip().rpartition(":") for pair in text.split(",") if pair.strip()]
    for glob, _, codes in pairs:
        if not glob:
            raise argparse.ArgumentTypeError(f"{codes} is not of the form GLOB:CODE")
    return [(glob, code_prefixes(codes)) for glob, _, codes in pairs]


def _report_file(text: str) -> tuple[str, str]:
    name, _, path = text.partition(":")
    if name not in formats() or not path:
        known = ", ".join(formats())
        raise argparse.ArgumentTypeError(f"{text} is not FORMAT:PATH; formats are {known}")
    return name, path


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above zero")
    return seconds

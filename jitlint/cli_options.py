"""The words of the command line: what they may be, and one clear line where they are not."""

import argparse
import math
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from jitlint import __version__
from jitlint.report import formats

COMMANDS = ("check", "verify", "explain", "rules")
MISUSE = 2

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
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file or directory")
    parser.add_argument("--version", action="version", version=f"jitlint {__version__}")
    parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
    _add_rule_options(parser)
    _add_verify_options(parser)
    _add_report_options(parser)
    return parser


def _add_rule_options(parser: _Parser) -> None:
    add = parser.add_argument_group("rules").add_argument
    codes: dict[str, Any] = {"action": "extend", "default": [], "type": code_prefixes}
    add("--select", **codes, metavar="CODES", help="only codes that begin so: JIT1,JIT203")
    add("--ignore", **codes, metavar="CODES", help="no codes that begin so")
    add("--pedantic", action="store_true", help="also what is probable but not certain")


def _add_verify_options(parser: _Parser) -> None:
    add = parser.add_argument_group("verification (imports and runs the code)").add_argument
    add("--verify", action="store_true", help="ask JAX about each finding")
    add("--verify-timeout", type=_seconds, metavar="SECONDS", help="for each module")
    add("--python", metavar="PATH", help="the interpreter that has JAX and the project")


def _add_report_options(parser: _Parser) -> None:
    add = parser.add_argument_group("report").add_argument
    add("--output-format", choices=formats(), default="text", help="default: text")
    add("--no-color", action="store_true", help="as NO_COLOR=1")
    add("-q", "--quiet", action="store_true", help="findings only: no notes, no summary")
    add("--exit-zero", action="store_true", help="exit with 0 in spite of findings")


def code_prefixes(text: str) -> list[str]:
    """Returns the prefixes in a list such as `JIT1,JIT203`; raises ArgumentTypeError."""
    from jitlint.rules import all_rules

    codes = [rule.code for rule in all_rules()]
    prefixes = [prefix.upper() for prefix in text.replace(",", " ").split()]
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in codes):
            raise argparse.ArgumentTypeError(
                f"no rule's code begins with {prefix}; `jitlint rules` lists them"
            )
    return prefixes


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above zero")
    return seconds

"""The options of the command line, and one clear line for each mistake in them."""

import argparse
import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from jitlint import __version__
from jitlint.core.source import Reader
from jitlint.report import formats

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS = ("check", "verify", "explain", "rules", "server", "clean")
ONLY_PATHS = "--"
CLEAN, FINDINGS, MISUSE = 0, 1, 2
UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
LEAST_MEMORY = 1 << 29

_DESCRIPTION = """\
Finds what breaks, vanishes or recompiles under jax.jit, and proves it with JAX.

  jitlint [check] PATH…     report findings
  jitlint verify PATH…      test each finding with JAX; only confirmed ones fail
  jitlint observe SCRIPT …  run a program, and tell what it compiled, and why
  jitlint report RECORD     tell of a recorded run, or compare two of them
  jitlint explain RULE…     print the manual page of a rule, by code or name
  jitlint rules [PREFIX…]   list the rules
  jitlint server            run a language server for an editor
  jitlint clean [PATH…]     remove the cache, `.jitlint_cache`"""

_EPILOG = """\
Without a PATH it is the current directory; a path named like a command is written ./check, and
what stands after -- is a path whatever it begins with.
Exit status: 0 clean, or notes only; 1 errors or warnings; 2 misuse, such as a missing path."""


def read_options(words: Sequence[str]) -> argparse.Namespace:
    """Returns the options, with `command`; ends the program on a mistake, `--help`, `--version`."""
    parser = _parser()
    before, after = _apart(words)
    try:
        options = parser.parse_intermixed_args(before)
    except UnicodeDecodeError:
        parser.error(f"{' '.join(word for word in before if word[:1] == '@')}: is not UTF-8")
    options.paths += after
    named = bool(before) and before[0] in COMMANDS
    options.command = options.paths.pop(0) if named else "check"
    options.fix = options.fix or options.fix_only
    implied = options.command == "verify" or options.verify_lines or options.verify_with
    options.verify = bool(options.verify or implied)
    return options


def _apart(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Returns the words before and after the first `--`: those after it are paths and no options.

    Python's own parser takes them apart in a way that each of its versions has changed.
    """
    if ONLY_PATHS not in words:
        return words, ()
    at = words.index(ONLY_PATHS)
    return words[:at], words[at + 1 :]


def complain(message: str) -> None:
    """Prints an error on one line of stderr."""
    print(f"jitlint: error: {' '.join(message.split())}", file=sys.stderr)


class Parser(argparse.ArgumentParser):
    """A parser whose errors take one line, and which needs rich only for its help."""

    def error(self, message: str) -> NoReturn:
        complain(message)
        sys.exit(MISUSE)

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Prints help and version; unlike argparse's own, it raises errors of the stream."""
        if message:
            (file or sys.stderr).write(message)

    def convert_arg_line_to_args(self, arg_line: str) -> list[str]:
        return [arg_line] if arg_line.strip() else []

    def format_help(self) -> str:
        from rich_argparse import RawDescriptionRichHelpFormatter

        class Formatter(RawDescriptionRichHelpFormatter):
            text_markup = False
            group_name_formatter = str

        self.formatter_class = Formatter
        return f"{super().format_help().rstrip()}\n"


def _parser() -> Parser:
    parser = Parser(
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
    _add_speed_options(parser)
    _add_fix_options(parser)
    _add_verify_options(parser)
    _add_report_options(parser)
    return parser


def _add_rule_options(parser: Parser) -> None:
    add = parser.add_argument_group("rules").add_argument
    codes: dict[str, Any] = {"action": "extend", "type": code_prefixes, "metavar": "CODES"}
    add("--select", **codes, help="only codes with these prefixes: JIT1,JIT203; ALL selects all")
    add("--extend-select", **codes, default=[], help="these as well")
    add("--ignore", "--extend-ignore", **codes, default=[], help="no codes with these prefixes")
    ignores: dict[str, Any] = {"action": "extend", "type": _per_file, "default": []}
    ignores["metavar"] = "GLOB:CODE"
    add("--per-file-ignores", **ignores, help="ignore these codes in these files")
    add("--extend-per-file-ignores", **ignores, help="the same, in addition to the configuration")
    noqa = ("--ignore-noqa", "--disable-noqa")
    add(*noqa, dest="comments", action="store_false", help="ignore suppression comments")
    add("--pedantic", action="store_true", help="also report what is probable, not certain")


def _add_file_options(parser: Parser) -> None:
    add = parser.add_argument_group("files").add_argument
    globs: dict[str, Any] = {"action": "extend", "type": _globs, "metavar": "GLOBS"}
    add("--exclude", **globs, help="exclude these, by patterns as in .gitignore")
    add("--extend-exclude", **globs, default=[], help="these as well")
    add("--force-exclude", action="store_true", help="exclude them even where they are named")
    add("--stdin-filename", metavar="PATH", help="the path of the text on stdin")
    git: dict[str, Any] = {"action": argparse.BooleanOptionalAction, "dest": "gitignore"}
    add("--respect-gitignore", **git, help="exclude what Git ignores; default: yes")
    add("--reader", choices=get_args(Reader), help="the parser; auto: LibCST where ast cannot read")
    add("--show-files", action="store_true", help="print the files that would be checked")


def _add_config_options(parser: Parser) -> None:
    add = parser.add_argument_group("configuration").add_argument
    words: dict[str, Any] = {"action": "append", "default": [], "metavar": "FILE or KEY=VALUE"}
    add("--config", **words, help="this file for all files, or this key for each")
    add("--isolated", action="store_true", help="ignore configuration files")
    add(
        "--target-jax",
        type=_version,
        metavar="VERSION",
        help="only what holds in this version of JAX",
    )
    add("--cache-dir", metavar="DIR", help="the directory of the cache; or JITLINT_CACHE_DIR")
    add("-n", "--no-cache", action="store_true", help="neither read nor write a cache")
    add("--show-settings", action="store_true", help="print the settings of the first file")


def _add_speed_options(parser: Parser) -> None:
    add = parser.add_argument_group("speed").add_argument
    jobs: dict[str, Any] = {"type": _jobs, "metavar": "N"}
    add("-j", "--jobs", **jobs, help="the number of processes; default: one for each core")
    executor: dict[str, Any] = {"type": _executor, "metavar": "ADDRESS"}
    add(
        "--executor",
        **executor,
        help="the cluster that reads and traces: dask://HOST:PORT, ray://HOST:PORT",
    )


def _add_fix_options(parser: Parser) -> None:
    add = parser.add_argument_group("fixes").add_argument
    add("--fix", action="store_true", help="apply safe fixes, and report the rest")
    add("--unsafe-fixes", action="store_true", help="also fixes that may change the meaning")
    add("--diff", action="store_true", help="show what --fix would change, without a change")
    add("--fix-only", action="store_true", help="apply safe fixes, and report nothing of the rest")
    add("--show-fixes", action="store_true", help="list what was fixed, by file and rule")
    codes: dict[str, Any] = {"action": "extend", "type": code_prefixes, "metavar": "CODES"}
    add("--fixable", **codes, help="fix only codes with these prefixes")
    add("--extend-fixable", **codes, default=[], help="these as well")
    add("--unfixable", **codes, default=[], help="fix no codes with these prefixes")
    add("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if --fix changed a file")
    parser.set_defaults(stdin=None)


def _add_verify_options(parser: Parser) -> None:
    add = parser.add_argument_group("verification (imports and runs the code)").add_argument
    add("--verify", action="store_true", help="test each finding, and each rewrite, with JAX")
    lines: dict[str, Any] = {"type": _line, "action": "append", "default": []}
    add("--verify-lines", **lines, metavar="FILE:LINE:CODE", help="test this line in any case")
    programs: dict[str, Any] = {"action": "append", "default": [], "metavar": "PATH"}
    add("--verify-with", **programs, help="run these tests or programs first, for their calls")
    add("--verify-timeout", type=_seconds, metavar="SECONDS", help="for each module; default: 60")
    add("--verify-memory", type=_bytes, metavar="SIZE", help="for each module: 512M; default: 8G")
    add("--platform", choices=("cpu", "gpu", "tpu"), default="cpu", help="default: cpu")
    add("--python", metavar="PATH", help="the interpreter that has JAX and the project")


def _add_report_options(parser: Parser) -> None:
    add = parser.add_argument_group("report").add_argument
    add("--output-format", choices=formats(), default="text", help="default: text")
    file: dict[str, Any] = {"type": _report_file, "action": "append", "default": []}
    add(
        "--output-file",
        **file,
        metavar="FORMAT:PATH",
        help="write this report too; may be repeated",
    )
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--no-color", dest="color", action="store_const", const="never", help="as NO_COLOR=1")
    add("-q", "--quiet", action="store_true", help="findings only: no notes, no summary")
    add("--statistics", action="store_true", help="count the findings of each rule instead")
    add("--show-entries", action="store_true", help="list what JAX traces, and how much it reaches")
    at: dict[str, Any] = {"type": _row, "metavar": "FILE:LINE"}
    add("--show-types", **at, help="print shape and dtype of the arrays named on this line")
    add("--fail-on", choices=("error", "warning", "confirmed"), help="default: warning")
    records: dict[str, Any] = {"action": "append", "default": [], "metavar": "RECORD"}
    add("--observed", **records, help="add what a run that `observe` recorded has compiled")
    add("--baseline", metavar="FILE", help="report only what is not in this baseline")
    add("--write-baseline", metavar="FILE", help="write all findings to a baseline")
    add("--add-noqa", action="store_true", help="add a `# noqa` to each flagged line")
    add("-e", "--exit-zero", action="store_true", help="exit with 0 even with findings")


def code_prefixes(text: str) -> tuple[str, ...]:
    """Returns the prefixes in a list such as `JIT1,JIT203`; raises ArgumentTypeError."""
    from jitlint.config.selection import UnknownCode, prefixes_of

    try:
        return prefixes_of(text.replace(",", " ").split())
    except UnknownCode as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _version(text: str) -> str:
    from jitlint.config.keys import VERSION

    if not VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text} is no version such as 0.8 or 0.8.1")
    return text


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


def _jobs(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes")
    return int(text)


def _executor(text: str) -> str:
    from jitlint.frontend.executors import ExecutorError, scheme_of

    try:
        scheme_of(text)
    except ExecutorError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above zero")
    return seconds


def _bytes(text: str) -> int:
    """Returns the number of bytes that `512M`, `2G` or a plain number of bytes means."""
    factor = UNITS.get(text[-1:].upper(), 1)
    number = text[:-1] if factor > 1 else text
    if not number.isdecimal() or int(number) * factor < LEAST_MEMORY:
        raise argparse.ArgumentTypeError(f"{text} is no size of 512M or more, such as 2G")
    return int(number) * factor


def _row(text: str) -> tuple[str, int]:
    """Returns the path and the row in `FILE:LINE`."""
    path, _, row = text.rpartition(":")
    if not path or not row.isdecimal() or not int(row):
        raise argparse.ArgumentTypeError(f"{text} is not of the form FILE:LINE")
    return path, int(row)


def _line(text: str) -> tuple[str, int, str]:
    """Returns the path, the row and the code in `FILE:LINE:CODE`."""
    path, _, rest = text.rpartition(":")[0].rpartition(":")
    codes = code_prefixes(text.rpartition(":")[2])
    if not path or not rest.isdecimal() or len(codes) != 1:
        raise argparse.ArgumentTypeError(f"{text} is not of the form FILE:LINE:CODE")
    return path, int(rest), codes[0]

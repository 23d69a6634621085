"""The commands that are measured, each given a directory of Python files."""

import sys
from collections.abc import Mapping
from pathlib import Path

Command = tuple[str, ...]

FLOOR = "libcst.parse_module"
COLD, COLD_2 = "jitlint cold, -j 1", "jitlint cold, -j 2"
WARM, ONE = "jitlint, nothing changed", "jitlint, one file changed"
STAGED = "jitlint, one staged file"
DEAREST = ", dearest"
FIXIT = "Fixit, default rules"

_PARSE = """\
import pathlib, sys
import libcst
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    libcst.parse_module(path.read_bytes())
"""


def jitlint(path: Path, *words: str) -> Command:
    """Returns the command that lints a directory or a file."""
    return (sys.executable, "-m", "jitlint", "--exit-zero", "-q", *words, str(path))


def floor(directory: Path) -> Command:
    """Returns the command that parses each file with LibCST and does nothing else."""
    return (sys.executable, "-c", _PARSE, str(directory))


def others(directory: Path) -> Mapping[str, Command]:
    """Returns the commands of the other linters, which are installed beside this Python."""
    beside, where = Path(sys.executable).parent, str(directory)
    pylint = ("--disable=all", "--enable=fixme", "--score=n", "--recursive=y", "--exit-zero")
    commands = {
        FIXIT: ("fixit", "--quiet", "lint", where),
        "Pylint, cheapest checker": ("pylint", *pylint, "-j1", where),
        "flake8, Pyflakes": ("flake8", "--isolated", "--select=F", "-j1", where),
        "jaxlint": ("jaxlint", "check", where),
        "Ruff": ("ruff", "check", "--isolated", "--no-cache", "-q", where),
    }
    return {what: (str(beside / name), *words) for what, (name, *words) in commands.items()}

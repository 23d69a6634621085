"""The commands that are measured, each given a directory of Python files."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

Command = tuple[str, ...]

FLOOR = "libcst.parse_module"
COLD, COLD_2 = "jitlint cold, -j 1", "jitlint cold, -j 2"
WARM, ONE = "jitlint, nothing changed", "jitlint, one file changed"
STAGED = "jitlint, one staged file"

_PARSE = """\
import pathlib, sys
import libcst
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    libcst.parse_module(path.read_bytes())
"""


def jitlint(directory: Path, *words: str) -> Command:
    """Returns the command that lints a directory, or what of it the words name."""
    return (sys.executable, "-m", "jitlint", "--exit-zero", "-q", *words, str(directory))


def floor(directory: Path) -> Command:
    """Returns the command that parses each file with LibCST and does nothing else."""
    return (sys.executable, "-c", _PARSE, str(directory))


def others(directory: Path) -> Mapping[str, Command]:
    """Returns the commands of the other linters that are installed beside this Python."""
    where = str(directory)
    wanted: dict[str, Sequence[str]] = {
        "Fixit, default rules": ("fixit", "--quiet", "lint", where),
        "Pylint, cheapest checker": (
            "pylint", "--disable=all", "--enable=fixme", "--score=n", "-j1", "--recursive=y", where,
        ),
        "flake8, Pyflakes": ("flake8", "--isolated", "--select=F", "-j1", where),
        "jaxlint": ("jaxlint", "check", where),
        "Ruff": ("ruff", "check", "--isolated", "--no-cache", "-q", where),
    }  # fmt: skip
    beside = str(Path(sys.executable).parent)
    found = {name: shutil.which(words[0], path=beside) for name, words in wanted.items()}
    return {name: (found[name] or "", *words[1:]) for name, words in wanted.items() if found[name]}

"""What large programs without JAX cost: `python -m benchmarks.cliffs [DIRECTORY…]`.

Each directory is linted cold by the command in a process of its own. `seconds` are those of CPU,
`peak` is the most memory that it held, `gave up` counts the notes on what could not be analysed.
Without directories these are the standard libraries of the Pythons under `pyenv root`, from 3.11
on, and the packages of the running environment one by one. Returns 1 where one is beyond a bound:
300 µs a line beside what starting takes, 2 GiB, no such note, no crash.
"""

import json
import os
import subprocess
import sys
import sysconfig
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from jitlint.project import discovery

OLDEST = (3, 11)
SLOWEST = 300.0  # µs a line
START = 1.0  # seconds that the command may take whatever it is given
MOST = 2 << 30  # bytes
GAVE_UP = "gave up"
HEADING = ("directory", "lines", "files", "seconds", "µs/line", "peak MiB", GAVE_UP, "errors",
           "warnings", "")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """What linting a directory cost and said; `status` is that of the command."""

    directory: Path
    files: int
    lines: int
    seconds: float
    peak: int
    gave_up: int
    severities: Counter[str]
    status: int

    @property
    def by_line(self) -> float:
        """Microseconds a line."""
        return self.seconds * 1e6 / max(self.lines, 1)

    @property
    def is_beyond(self) -> bool:
        """Says whether a bound is not kept."""
        slow = self.seconds - START > self.lines * SLOWEST / 1e6
        return slow or self.peak > MOST or self.gave_up > 0 or self.status not in (0, 1)

    def row(self) -> tuple[object, ...]:
        """Returns the line of the table."""
        said = self.severities["error"], self.severities["warning"]
        sizes = f"{self.lines:,}", f"{self.files:,}", f"{self.seconds:.1f}", f"{self.by_line:.0f}"
        name = os.path.join(*self.directory.parts[-3:])
        mark = f"exit {self.status}" if self.status not in (0, 1) else "beyond" * self.is_beyond
        return name, *sizes, self.peak >> 20, self.gave_up, *said, mark


def main(words: Sequence[str]) -> int:
    """Prints a row for each directory; returns 1 where one is beyond a bound."""
    parser = ArgumentParser(prog="python -m benchmarks.cliffs", description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path, metavar="DIRECTORY")
    asked = parser.parse_args(words)
    print(_line(HEADING))
    beyond = 0
    for directory in asked.directories or [*_libraries(), *_packages()]:
        cost = cost_of(directory)
        beyond += cost.is_beyond
        print(_line(cost.row()), flush=True)
    return int(beyond > 0)


def cost_of(directory: Path) -> Cost:
    """Lints a directory as a user would who has no cache."""
    found, _ = discovery.find([str(directory)])
    lines = sum(Path(path).read_bytes().count(b"\n") for path in found)
    command = [sys.executable, "-P", "-m", "jitlint", "--no-cache", "--output-format", "json"]
    with TemporaryFile() as said, TemporaryFile() as notes:
        process = subprocess.Popen([*command, str(directory)], stdout=said, stderr=notes)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        notes.seek(0)
        gave_up = notes.read().decode(errors="replace").count(f"note: {GAVE_UP}")
        findings = json.loads(said.read() or "[]")
    severities = Counter(str(each["severity"]) for each in findings)
    seconds, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
    status = process.returncode
    return Cost(directory, len(found), lines, seconds, peak, gave_up, severities, status)


def _libraries() -> Iterator[Path]:
    """Yields the standard libraries of the Pythons that pyenv has, or the running one."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [*versions.glob("*/lib/python3.*"), Path(sysconfig.get_path("stdlib"))]
    for path in sorted({path.resolve() for path in found if path.is_dir()}):
        if tuple(int(part) for part in path.name.removeprefix("python").split(".")) >= OLDEST:
            yield path


def _packages() -> Iterator[Path]:
    """Yields the packages of the running environment."""
    for path in sorted(Path(sysconfig.get_path("purelib")).iterdir()):
        if path.is_dir() and any(path.rglob("*.py")):
            yield path


def _line(cells: Sequence[object]) -> str:
    first, *others = map(str, cells)
    return f"{first:48}" + "".join(f"{each:>10}" for each in others)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

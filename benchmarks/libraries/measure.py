"""One library, linted in a process of its own: its counts, and the findings to compare."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.libraries.fetch import Library
from benchmarks.libraries.judged import Reported

ROOT = Path(__file__).parents[2]
COUNTS = ("files", "lines", "functions", "entries", "contexts")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings in a library; `counts` in the order of COUNTS, `home` its directory."""

    name: str
    home: Path
    counts: tuple[int, ...]
    seconds: float
    reported: tuple[Reported, ...]
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """The lines of text linted."""
        return self.counts[COUNTS.index("lines")]

    def number(self, severity: str) -> int:
        """Returns how many findings there are of a severity."""
        return Counter(reported.severity for reported in self.reported)[severity]


def measure(library: Library, home: Path) -> Outcome:
    """Lints the files under a directory in a new process, so that each starts cold."""
    command = [sys.executable, "-m", "benchmarks.libraries.lint", str(home)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return Outcome(
        name=library.name,
        home=home,
        counts=tuple(said[name] for name in COUNTS),
        seconds=said["seconds"],
        reported=tuple(Reported(library=library.name, **item) for item in said["findings"]),
        notes=tuple(said["notes"]),
    )

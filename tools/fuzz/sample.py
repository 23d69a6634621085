"""A sample: the files of one generated program, or one mutated file."""

import ast
import json
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """Files by their paths below a directory of the sample's own, and where they come from."""

    name: str
    files: Mapping[str, bytes]
    origin: str = ""

    @property
    def size(self) -> int:
        """The number of bytes in its files."""
        return sum(map(len, self.files.values()))

    def write(self, directory: Path) -> None:
        """Writes the files below a directory."""
        for path, data in self.files.items():
            file = directory / self.name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def write_all(samples: Iterable[Sample], directory: Path) -> None:
    """Writes samples side by side."""
    for sample in samples:
        sample.write(directory)


def samples_in(directory: Path) -> list[Sample]:
    """Returns the files of a directory as samples: each directory in it, and each file."""
    found = list[Sample]()
    for entry in sorted(directory.iterdir()):
        paths = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
        top = entry if entry.is_dir() else directory
        files = {
            str(path.relative_to(top)): path.read_bytes()
            for path in paths
            if path.suffix in (".py", ".ipynb") and path.is_file()
        }
        found += [Sample(entry.stem, files, str(entry))] if files else []
    return found


def parsed(path: str, data: bytes) -> ast.Module | None:
    """Returns the syntax tree of a file or a notebook's cells; None where it is not Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(_code(data) if path.endswith(".ipynb") else data)
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        return None


def _code(notebook: bytes) -> str:
    """Returns what the cells of a notebook say, without what only IPython understands."""
    cells = json.loads(notebook)["cells"]
    texts = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    rows = (row for text in texts for row in text.splitlines())
    return "\n".join("pass" if row.startswith(("%", "!")) else row for row in rows)

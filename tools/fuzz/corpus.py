"""Real files: those of installed packages, and jitlint's own fixtures."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random

PACKAGES = ("jax", "flax", "equinox", "optax")
FIXTURES = Path(__file__).parents[2] / "fixtures"
SIZES = range(200, 300_000)
LONG = 8_000
"""Of a longer file only some statements are taken."""


@cache
def corpora() -> dict[str, tuple[Path, ...]]:
    """Returns the files by where they come from, each list in order."""
    found = {name: tuple(_files(Path(place))) for name in PACKAGES for place in _places(name)}
    return {"fixtures": tuple(_files(FIXTURES)), **found}


def excerpt(random: Random) -> tuple[str, bytes]:
    """Returns a name and the bytes of a file, or of some statements of a long one."""
    files = corpora()
    name = random.choice(sorted(files))
    path = random.choice(files[name])
    data = path.read_bytes()
    if len(data) > LONG:
        data = b"".join(_statements(data, random)) or data[:LONG]
    return f"{name}/{path.name}", data


def _places(package: str) -> Sequence[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or ())[:1] if spec else []


def _files(directory: Path) -> Iterator[Path]:
    for path in sorted(directory.rglob("*.py")):
        if path.stat().st_size in SIZES:
            yield path


def _statements(data: bytes, random: Random) -> Iterator[bytes]:
    """Yields the imports of a text, and statements near one another, not longer than allowed."""
    try:
        body = ast.parse(data).body
    except (SyntaxError, ValueError):
        return
    rows, room = data.splitlines(keepends=True), LONG
    start = random.randrange(len(body))
    for number, node in enumerate(body):
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(each.lineno for each in decorators)])
        text = b"".join(rows[first - 1 : node.end_lineno]).rstrip(b"\r\n") + b"\n"
        if is_import or (number >= start and room > len(text)):
            room -= 0 if is_import else len(text)
            yield text

"""Do both readers read the libraries alike: `python -m benchmarks.libraries.readers`.

Each file that Python's own parser and LibCST can both read must give the same facts, and each node
the same place. `--every N` asks about each N-th file only. Returns 1 if any file differs.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.libraries.fetch import cache_directory, fetch, pins
from jitlint.core.source import Problem, Reader, Source
from jitlint.frontend import ir
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.locations import locate
from jitlint.interpreter.syntax.walk import walk_all

ALIKE, DIFFERENT, UNREAD = ANSWERS = ("alike", "different", "not read by both")


def main() -> int:
    """Prints a count of files for each answer, and the paths of those that differ."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.libraries.readers", description=__doc__
    )
    parser.add_argument("--every", type=int, default=1, help="each how manieth file")
    parser.add_argument("-j", type=int, default=1, help="processes")
    options = parser.parse_args()
    paths = files()[:: options.every]
    with ProcessPoolExecutor(options.j) as pool:
        answers = [*pool.map(answer, paths, chunksize=16)]
    counts = Counter(answers)
    print(*(f"{each}: {counts[each]}" for each in ANSWERS), sep="\n")
    print(*(path for path, said in zip(paths, answers, strict=True) if said == DIFFERENT), sep="\n")
    return int(counts[DIFFERENT] > 0)


def files() -> Sequence[Path]:
    """Returns the Python files of the pinned libraries, which are fetched first."""
    roots = fetch(pins(), cache_directory()).values()
    return [path for root in roots for path in sorted(root.rglob("*.py"))]


def answer(path: Path) -> str:
    """Returns whether both readers give the same facts and places of a file."""
    source = load(str(path))
    if isinstance(source, Problem):
        return UNREAD
    by_ast, by_libcst = (seen(source, reader) for reader in ("ast", "libcst"))
    if by_ast is None or by_libcst is None:
        return UNREAD
    return ALIKE if by_ast == by_libcst else DIFFERENT


def seen(source: Source, reader: Reader) -> object:
    """Returns the facts of a file and its places, as a reader sees them; None if it sees none."""
    source = Source(source.path, source.text, source.cells, reader)
    facts = read(source)
    if isinstance(facts, Problem):
        return None
    every = {node.at for node in walk_all(facts.body)} - _texts(facts.body)
    return facts, locate(source, every)


def _texts(body: tuple[ir.Statement, ...]) -> set[int]:
    """Returns the ordinals of the texts in f-strings, which have places since Python 3.12."""
    formats = [node for node in walk_all(body) if isinstance(node, ir.Format | ir.Formatted)]
    parts = [node.parts if isinstance(node, ir.Format) else node.spec for node in formats]
    return {part.at for group in parts for part in group if isinstance(part, ir.Constant)}


if __name__ == "__main__":
    raise SystemExit(main())

"""What a change costs: edits the functions of a package, one file after the other, with a cache.

python -m benchmarks.edits PATH [COUNT] [--editor], where PATH is the directory of an installed
package, or of several. With --editor the changed text is that of an open file, which is asked for
alone, as the language server does after a keystroke, and stays unwritten.
"""

import argparse
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from jitlint.cache.store import CacheStore
from jitlint.check.pipeline import CheckRequest, check
from jitlint.core.source import Source

SEED = 7
LARGE = 3_000  # bytes, of files that are edited
RETURN = re.compile(r"\n( *)return [^\n]*\n")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.so")


def main() -> int:
    """Prints a row for each edit: a statement before the return of some function."""
    options = _options()
    with tempfile.TemporaryDirectory() as directory:
        project = Path(directory, "project")
        package = project / options.path.name
        shutil.copytree(options.path, package, ignore=LEFT_OUT)
        (project / "pyproject.toml").touch()
        cache = CacheStore(str(Path(directory, "cache")))
        cold, modules = _run(package, cache)
        print(f"cold: {cold:.2f} s of CPU, {modules} modules")
        edits = _keystrokes if options.editor else _edits
        rows = [*edits(package, cache, options.count)]
    costs = sorted(cost for cost, _ in rows)
    print(f"median {statistics.median(costs):.2f} s, {statistics.median(costs) / cold:.0%} of cold")
    print(f"90th percentile {costs[int(len(costs) * 0.9)]:.2f} s")
    print(f"of {len(rows)} edits {sum(n <= 1 for _, n in rows)} trace one module")
    return 0


def _edits(package: Path, cache: CacheStore, count: int) -> Iterator[tuple[float, int]]:
    for file, text, edited in _edited_files(package, count):
        file.write_text(edited, "utf-8")
        yield _printed(file.relative_to(package), _run(package, cache))
        file.write_text(text, "utf-8")
        _run(package, cache)


def _keystrokes(package: Path, cache: CacheStore, count: int) -> Iterator[tuple[float, int]]:
    """Opens each file before it is changed, which is not counted, and closes it again."""
    for file, text, edited in _edited_files(package, count):
        _run(file, cache, text)
        yield _printed(file.relative_to(package), _run(file, cache, edited))


def _edited_files(package: Path, count: int) -> Iterator[tuple[Path, str, str]]:
    """Yields files with the text of each before and after an edit."""
    files = sorted(each for each in package.rglob("*.py") if each.stat().st_size > LARGE)
    random.Random(SEED).shuffle(files)
    for file in files[:count]:
        text = file.read_text("utf-8")
        edited = _edited(text, random.Random(str(file.relative_to(package))))
        if edited is not None:
            yield file, text, edited


def _printed(file: Path, cost: tuple[float, int]) -> tuple[float, int]:
    print(f"{file}: {cost[0]:.2f} s, {cost[1]} modules traced", flush=True)
    return cost


def _edited(text: str, chosen: random.Random) -> str | None:
    """Returns a text with a new name in a function, None where it has no function to edit."""
    returns = [*RETURN.finditer(text)]
    if not returns:
        return None
    found = chosen.choice(returns)
    edited = f"{text[: found.start()]}\n{found[1]}_edited = 1{text[found.start() :]}"
    try:
        compile(edited, "edited", "exec")
    except SyntaxError:
        return None
    return edited


def _run(path: Path, cache: CacheStore, text: str | None = None) -> tuple[float, int]:
    """Returns the CPU time of a check in this process, and how many modules it has traced.

    `text` is what an editor holds of the file.
    """
    traced = 0

    def count(stage: str, _: int, total: int) -> None:
        nonlocal traced
        traced = max(traced, total if stage == "tracing" else 0)

    before = time.process_time()
    opened = {} if text is None else {str(path): Source(str(path), text)}
    check([str(path)], CheckRequest(cache=cache, texts=opened), count)
    return time.process_time() - before, traced


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.edits", description=__doc__)
    parser.add_argument("path", type=Path, help="the directory of a package")
    parser.add_argument("--editor", action="store_true", help="change an open file's text")
    parser.add_argument("count", type=int, nargs="?", default=20, help="how many files")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

"""What a change costs: edits the functions of a package, one file after the other, with a cache.

python -m benchmarks.edits PATH [COUNT], where PATH is the directory of an installed package
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
        rows = [*_edits(package, cache, options.count)]
    costs = sorted(cost for cost, _ in rows)
    print(f"median {statistics.median(costs):.2f} s, {statistics.median(costs) / cold:.0%} of cold")
    print(f"of {len(rows)} edits {sum(n <= 1 for _, n in rows)} trace one module")
    return 0


def _edits(package: Path, cache: CacheStore, count: int) -> Iterator[tuple[float, int]]:
    files = sorted(each for each in package.rglob("*.py") if each.stat().st_size > LARGE)
    random.Random(SEED).shuffle(files)
    for file in files[:count]:
        text = file.read_text("utf-8")
        edited = _edited(text, random.Random(str(file.relative_to(package))))
        if edited is None:
            continue
        file.write_text(edited, "utf-8")
        cost, modules = _run(package, cache)
        print(f"{file.relative_to(package)}: {cost:.2f} s, {modules} modules traced", flush=True)
        file.write_text(text, "utf-8")
        _run(package, cache)
        yield cost, modules


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


def _run(package: Path, cache: CacheStore) -> tuple[float, int]:
    """Returns the CPU time of a check in this process, and how many modules it has traced."""
    traced = 0

    def count(stage: str, _: int, total: int) -> None:
        nonlocal traced
        traced = max(traced, total if stage == "tracing" else 0)

    before = time.process_time()
    check([str(package)], CheckRequest(cache=cache), count)
    return time.process_time() - before, traced


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.edits", description=__doc__)
    parser.add_argument("path", type=Path, help="the directory of a package")
    parser.add_argument("count", type=int, nargs="?", default=20, help="how many files")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

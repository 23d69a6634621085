"""Breaks caches: whatever is in one, the next run finds what it would without."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from tools.fuzz.bench import Bench, Failure
from tools.fuzz.command import Outcome, start
from tools.fuzz.dying import die_at
from tools.fuzz.harms import HARMS, remove
from tools.fuzz.invariants import differing, ended_well
from tools.fuzz.sample import write_all

BREAKS = 5
"""So often the cache of one run is broken, each time anew."""
WRITERS = 3
EVENTS = 300
"""A writer is killed at one of its first so many events."""


def is_harmless_when_broken(bench: Bench) -> Iterator[Failure]:
    """Yields what runs do with a cache, broken so often, that they would not do without one."""
    clean = bench.cold
    with tempfile.TemporaryDirectory(prefix="jitlint-fuzz-others-") as name:
        others, saved = Path(name, "others"), Path(name, "saved")
        shutil.copytree(bench.cache, saved)
        _cache_of_others(bench, others)
        for _ in range(BREAKS):
            yield from _harmful(bench, clean, others)
            remove(Path(bench.cache))
            shutil.copytree(saved, bench.cache)


def _harmful(bench: Bench, clean: Outcome, others: Path) -> Iterator[Failure]:
    """Yields what comes of breaking the cache once."""
    before = _state(others), _state(bench.tree)
    what = _broken(bench, others) if bench.random.random() < 0.9 else _written_at_once(bench)
    words = ["."] if bench.random.random() < 0.5 else bench.shuffled
    for _ in range(2):
        yield from _wrong(what, clean, bench.lint(*words), bench)
    if (_state(others), _state(bench.tree)) != before:
        yield Failure("outside", f"{what}: files outside of the cache have changed")


def _wrong(what: str, clean: Outcome, after: Outcome, bench: Bench) -> Iterator[Failure]:
    """Yields how a run with a broken cache differs, once for each kind."""
    told = "".join(line for line in after.stderr.splitlines(True) if bench.cache not in line)
    after = replace(after, stderr=told)  # that a cache is not used may be said
    found = (*ended_well(after, bench), *differing("", clean, after, bench))
    for kind, failure in {each.kind: each for each in found if each.kind != "gave up"}.items():
        harm = what.partition(" ")[0]
        yield Failure(f"cache {kind}", f"{what}: {failure.sentence}", cause=harm)


def _broken(bench: Bench, others: Path) -> str:
    """Harms one entry, or some, or each in the same way, and returns how."""
    cache, random = Path(bench.cache), bench.random
    entries = sorted((path for path in cache.rglob("*") if path.is_file()), key=_order)
    harm = random.choice(HARMS)
    if random.random() < 0.6:
        entries = random.sample(entries, random.choice((1, 1, min(3, len(entries)))))
    for entry in entries:
        if entry.is_file():
            harm(entry, others, random)
    return f"{harm.__name__} ({len(entries)} entries)"


def _written_at_once(bench: Bench) -> str:
    """Lets several processes write at once and die, into an empty cache or a full one."""
    if bench.random.random() < 0.5:
        shutil.rmtree(bench.cache)
    words = ["-j", "1", "--cache-dir", bench.cache, "."]
    numbers = [bench.random.randrange(EVENTS) for _ in range(WRITERS)]
    hooks = [partial(die_at, number, bench.directory) for number in numbers]
    for each in [start(words, bench.tree, hook) for hook in hooks]:
        each.ended()
    return "written_at_once (and killed)"


def _cache_of_others(bench: Bench, others: Path) -> None:
    """Writes files with other findings outside, and a cache of them."""
    write_all(bench.samples, others / "tree")
    for path in (others / "tree").rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"jit", b"vmap"))
    start(["-j", "1", "--cache-dir", str(others / "cache"), "."], others / "tree").ended()


def _state(directory: Path) -> dict[str, tuple[bytes, float]]:
    paths = (path for path in directory.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime) for path in paths}


def _order(entry: Path) -> tuple[str, int, str]:
    """Returns what entries are sorted by: names may hang on where a bench lies."""
    return entry.parent.name, entry.stat().st_size, entry.name

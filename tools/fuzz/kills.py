"""Kills commands at random events: sources are then old or new, and the cache is harmless."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tools.fuzz.bench import Bench, Failure
from tools.fuzz.dying import die_at, write_down
from tools.fuzz.invariants import differing, ended_well

COMMANDS: dict[str, tuple[str, ...]] = {
    "plain": (),
    "--fix": ("--fix", "--unsafe-fixes"),
    "--add-noqa": ("--add-noqa",),
    "--write-baseline": ("--write-baseline", "known.json"),
    "--output-file": ("--output-file", "json:known.json", "--output-file", "sarif:known.sarif"),
}
TRIED = 60
"""At so many events of one command a smaller input is tried."""

Files = dict[str, bytes]


def is_whole_when_killed(bench: Bench) -> Iterator[Failure]:
    """Yields what one kill breaks."""
    yield from _killed(bench, [bench.random.random()])


def is_whole_whenever_killed(bench: Bench) -> Iterator[Failure]:
    """Yields what kills break, one after the other, all along a command."""
    bench.random.random()  # so that the rest of the choices are those of one kill
    yield from _killed(bench, [number / TRIED for number in range(TRIED)])


def _killed(bench: Bench, shares: Sequence[float]) -> Iterator[Failure]:
    name = bench.random.choice(sorted(COMMANDS))
    words = ["-j", "1", "--cache-dir", bench.cache, *COMMANDS[name], "."]
    if bench.random.random() < 0.5:  # there is a cache, and what is written has been before
        bench.lint(*COMMANDS[name][:2], "--select", "JIT1", ".")
    with tempfile.TemporaryDirectory(prefix="jitlint-fuzz-saved-") as saved:
        shutil.copytree(bench.directory, saved, dirs_exist_ok=True)
        old = _files(bench.tree)
        events = _events(words, bench)
        new = _files(bench.tree)
        for share in shares:
            at = int(share * len(events))
            _restore(bench.directory, Path(saved))
            killed = bench.run(words, partial(die_at, at, bench.directory))
            what = f"{name} killed at {events[at]}"
            if killed.status >= 0:
                yield Failure("not killed", f"{what}: {killed.end}")
            yield from _torn(name, what, _files(bench.tree), old, new)
            after = bench.lint(".")
            found = [*ended_well(after, bench), *differing("", bench.lint_anew("."), after, bench)]
            for failure in found:
                if failure.kind != "gave up":
                    yield Failure(
                        f"cache {failure.kind}", f"{what}: {failure.sentence}", cause=name
                    )


def _torn(command: str, what: str, now: Files, old: Files, new: Files) -> Iterator[Failure]:
    """Yields the files that are neither old nor new; drafts of them have names of their own."""
    for path in now.keys() | old.keys():
        data, wanted = now.get(path), (old.get(path), new.get(path))
        if data not in wanted and not os.path.basename(path).startswith("."):
            sizes = " or ".join(str(len(each or b"")) for each in wanted)
            is_size = "is gone" if data is None else f"has {len(data)} bytes"
            yield Failure("torn file", f"{what}: {path} {is_size}, not {sizes}", cause=command)


def _events(words: Sequence[str], bench: Bench) -> list[str]:
    """Returns the events of a command that runs to its end."""
    with tempfile.TemporaryFile() as file:
        bench.run(words, partial(write_down, file.fileno(), bench.directory))
        file.seek(0)
        return file.read().decode(errors="replace").splitlines()


def _files(tree: Path) -> Files:
    paths = (path for path in tree.rglob("*") if path.is_file())
    return {str(path.relative_to(tree)): path.read_bytes() for path in paths}


def _restore(directory: Path, saved: Path) -> None:
    shutil.rmtree(directory)
    shutil.copytree(saved, directory)

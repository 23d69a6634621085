"""A disk that is full or read-only costs one line, and no byte of what was there."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import environment, jitlint
from trees import tree

FUNCTION = "@jax.jit\ndef f{}(x):\n    return jax.tree_map(float, x)\n"
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from jitlint.cli import main
sys.exit(main(sys.argv[2:]))
"""
WRITERS = {
    "fix": ("--fix",),
    "noqa": ("--add-noqa",),
    "new baseline": ("--write-baseline", "new.json"),
    "baseline": ("--write-baseline", "old.json"),
    "new report": ("--output-file", "sarif:new.json"),
    "report": ("--output-file", "sarif:old.json"),
}
writers = pytest.mark.parametrize("words", WRITERS.values(), ids=WRITERS)


def fill(folder: Path, functions: int) -> None:
    text = "import jax\n" + "".join(FUNCTION.format(number) for number in range(functions))
    (folder / "big.py").write_text(text)
    (folder / "old.json").write_text('{"version": 1, "findings": []}\n')


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with 32 KiB, which are all taken."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=32k", "tmpfs") as disk:
        fill(disk, 84)
        with (disk / "rest").open("wb", buffering=0) as rest, contextlib.suppress(OSError):
            while rest.write(b"x" * 512):
                pass
        yield disk


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "real").mkdir()
    fill(tmp_path / "real", 2)
    with mounted(tmp_path / "disk", "--bind", str(tmp_path / "real")) as disk:
        remount = ["mount", "-o", "remount,ro,bind", str(disk)]
        if subprocess.run(remount, capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
        yield disk


class mounted:
    """A place where something is mounted as long as it is needed."""

    def __init__(self, place: Path, *words: str) -> None:
        self._place, self._words = place, words

    def __enter__(self) -> Path:
        self._place.mkdir()
        command = ["mount", *self._words, str(self._place)]
        if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
        return self._place

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "-l", str(self._place)], check=True)


@writers
def test_a_full_disk_takes_nothing_away(small_disk: Path, words: tuple[str, ...]) -> None:
    before = tree(small_disk)
    done = jitlint(small_disk, "-n", "-q", *words, ".")
    assert done.returncode == 2
    assert errors(done.stderr) == ["cannot be written: no space left on device"]
    assert tree(small_disk) == before


@pytest.mark.parametrize("option", ["--fix", "--add-noqa"])
def test_a_full_disk_takes_nothing_from_a_file_with_two_names(
    small_disk: Path, option: str
) -> None:
    os.link(small_disk / "big.py", small_disk / "other")
    before = tree(small_disk)
    done = jitlint(small_disk, "-n", "-q", option, "big.py")
    assert done.returncode == 2
    assert errors(done.stderr) == ["cannot be written: no space left on device"]
    assert tree(small_disk) == before


def test_a_full_disk_has_no_cache(small_disk: Path) -> None:
    (small_disk / "pyproject.toml").touch()
    before = (small_disk / "big.py").read_bytes()
    done = jitlint(small_disk, "--output-format", "concise", ".")
    assert done.returncode == 1
    assert done.stdout.count("JIT412") == 84
    notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1
    assert "no space left on device; nothing " in notes[0]
    assert (small_disk / "big.py").read_bytes() == before


@writers
def test_a_read_only_disk_stays_as_it_is(read_only_disk: Path, words: tuple[str, ...]) -> None:
    before = tree(read_only_disk)
    done = jitlint(read_only_disk, "-q", *words, ".")
    assert done.returncode == 2
    assert errors(done.stderr) in (
        ["cannot be written: permission denied"],
        ["cannot be written: read-only file system"],
    )
    assert tree(read_only_disk) == before


def test_a_read_only_disk_has_no_cache(read_only_disk: Path) -> None:
    done = jitlint(read_only_disk, "--output-format", "concise", ".")
    assert done.returncode == 1
    notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1
    assert "cannot be made: read-only file system; nothing is stored there" in notes[0]


def test_a_cache_on_a_read_only_disk_is_read(tmp_path: Path, read_only_disk: Path) -> None:
    (tmp_path / "real" / "pyproject.toml").touch()
    with_cache = jitlint(tmp_path / "real", "--cache-dir", ".jitlint_cache", ".")
    assert with_cache.returncode == 1
    done = jitlint(read_only_disk, "--cache-dir", ".jitlint_cache", ".")
    assert done.returncode == 1
    assert done.stdout == with_cache.stdout


@writers
@pytest.mark.parametrize("limit", [0, 1, 100, 4096])
def test_a_file_that_must_not_grow_stays_as_it_is(
    tmp_path: Path, words: tuple[str, ...], limit: int
) -> None:
    fill(tmp_path, 84)
    before = tree(tmp_path)
    command = [sys.executable, "-c", LIMITED, str(limit), "-n", "-q", *words, "."]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert errors(done.stderr) == ["cannot be written: file too large"]
    assert tree(tmp_path) == before


def test_what_is_too_large_for_the_cache_is_said_once(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    command = [sys.executable, "-c", LIMITED, "300", "--output-format", "concise", "."]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout.count("JIT412")) == (1, 2)
        notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
        assert len(notes) == 1
        assert "file too large; nothing more is stored there" in notes[0]


def errors(said: str) -> list[str]:
    """Returns the ends of the lines that are said of errors."""
    lines = [line for line in said.splitlines() if "error" in line]
    return [f"cannot be{line.rpartition('cannot be')[2]}" for line in lines]

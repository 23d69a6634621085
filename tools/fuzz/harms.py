"""Corruptions of a cache by an adversary who knows only that it consists of files."""

import os
import shutil
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

Harm = Callable[[Path, Path, Random], None]
"""Harms an entry of a cache; the second path is a directory outside with files of others."""

HUGE = (
    b"\xdd\xff\xff\xff\xff",
    b"\xdb\xff\xff\xff\xff",
    b"\xc6\x7f\xff\xff\xff",
    b"\xdf\xff\xff\xff\xff",
)
"""The msgpack headers of the longest possible array, text, bytes and map."""


def truncated(entry: Path, others: Path, random: Random) -> None:
    """Cuts an entry off."""
    data = _bytes(entry)
    _write(entry, data[: random.choice((0, 1, random.randrange(len(data) + 1), len(data) - 1))])


def with_random_bytes(entry: Path, others: Path, random: Random) -> None:
    """Writes anything in the place of an entry."""
    _write(entry, random.randbytes(random.choice((1, 16, 4_000))))


def with_flipped_bits(entry: Path, others: Path, random: Random) -> None:
    """Changes some bits of an entry."""
    data = bytearray(_bytes(entry) or b"\0")
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    _write(entry, bytes(data))


def with_huge_length(entry: Path, others: Path, random: Random) -> None:
    """Lets an entry say of itself or a part that it is as long as can be."""
    data, head = _bytes(entry), random.choice(HUGE)
    at = random.choice((0, random.randrange(len(data) + 1)))
    _write(entry, data[:at] + head + data[at:])


def nested_deeply(entry: Path, others: Path, random: Random) -> None:
    """Writes lists of one list in the place of an entry."""
    _write(entry, b"\x91" * random.choice((2_000, 500_000)) + b"\xc0")


def lengthened(entry: Path, others: Path, random: Random) -> None:
    """Adds to an entry what does not belong to it."""
    _write(entry, _bytes(entry) + random.choice((b"\0", _bytes(entry), random.randbytes(99))))


def of_another_run(entry: Path, others: Path, random: Random) -> None:
    """Puts an entry of a run over other files, or of another jitlint, in the place of this."""
    alike = sorted(path for path in others.rglob("*") if path.is_file())
    same = [path for path in alike if path.parent.name == entry.parent.name] or alike
    _write(entry, _bytes(random.choice(same)))


def swapped(entry: Path, others: Path, random: Random) -> None:
    """Exchanges an entry and one beside it, or one of another kind."""
    is_inside = not (entry.parent / "CACHEDIR.TAG").exists()
    wider = entry.parent.parent if is_inside and random.random() < 0.5 else entry.parent
    other = random.choice(_entries(wider))
    data = _bytes(entry)
    _write(entry, _bytes(other))
    _write(other, data)


def linked(entry: Path, others: Path, random: Random) -> None:
    """Puts a link in the place of an entry."""
    beside = random.choice(_entries(entry.parent))
    outside = next(path for path in sorted(others.rglob("*")) if path.is_file())
    targets = ("/dev/zero", "/dev/null", "/nowhere", entry, beside, outside, entry.parent, ".")
    target = random.choice(targets)
    remove(entry)
    entry.symlink_to(target)


def replaced(entry: Path, others: Path, random: Random) -> None:
    """Puts what is no file in the place of an entry."""
    remove(entry)
    match random.randrange(4):
        case 0:
            os.mkfifo(entry)
        case 1:
            entry.mkdir()
        case 2:
            (entry / entry.name).mkdir(parents=True)
            (entry / "file").write_bytes(b"x")
        case _:
            with closing(socket.socket(socket.AF_UNIX)) as made, suppress(OSError):
                made.bind(str(entry))


def without_directory(entry: Path, others: Path, random: Random) -> None:
    """Puts something else in the place of the directory that an entry lies in."""
    directory = entry.parent
    shutil.rmtree(directory)
    match random.randrange(4):
        case 0:
            os.mkfifo(directory)
        case 1:
            directory.symlink_to(others)
        case 2:
            directory.write_bytes(b"x")
        case _:
            pass


def gone(entry: Path, others: Path, random: Random) -> None:
    """Removes an entry."""
    remove(entry)


def dated(entry: Path, others: Path, random: Random) -> None:
    """Lets an entry be very old, or made in the future."""
    time = random.choice((0, 1, 1 << 40))
    os.utime(entry, (time, time))


def crowded(entry: Path, others: Path, random: Random) -> None:
    """Puts files of odd names beside an entry."""
    for name in ("\n", "-rf", "x" * 255, ".lock", "\udcff", f"{entry.name}.tmp"):
        with suppress(OSError):
            (entry.parent / name).write_bytes(_bytes(entry))


HARMS: tuple[Harm, ...] = (
    truncated,
    with_random_bytes,
    with_flipped_bits,
    with_flipped_bits,
    with_huge_length,
    nested_deeply,
    lengthened,
    of_another_run,
    swapped,
    linked,
    replaced,
    without_directory,
    gone,
    dated,
    crowded,
)


def remove(entry: Path) -> None:
    """Removes a file, a link, a directory with all in it, or whatever is there."""
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink(missing_ok=True)


def _entries(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file())


def _bytes(entry: Path) -> bytes:
    return entry.read_bytes() if entry.is_file() else b""


def _write(entry: Path, data: bytes) -> None:
    remove(entry)
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_bytes(data)

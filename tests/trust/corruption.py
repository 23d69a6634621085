"""What may become of an entry of a cache: by a bad disk, another version, or somebody's hand."""

import os
import random
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

Corruption = Callable[[Path, random.Random], None]
HEADER = 20  # bytes before what is kept


def remove(entry: Path) -> None:
    """Removes an entry, whatever it has become."""
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink(missing_ok=True)


def mend(entry: Path) -> None:
    """Removes what no run would have written."""
    found = entry.lstat()
    if not stat.S_ISREG(found.st_mode) or not found.st_mode & 0o777 or found.st_size > 1 << 20:
        remove(entry)


def truncated(entry: Path, chance: random.Random) -> None:
    entry.write_bytes(entry.read_bytes()[: chance.randrange(entry.stat().st_size or 1)])


def flipped(entry: Path, chance: random.Random) -> None:
    data = bytearray(entry.read_bytes() or b"\0")  # another corruption may have emptied it
    for _ in range(chance.choice((1, 1, 2, 16))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    entry.write_bytes(data)


def at_random(entry: Path, chance: random.Random) -> None:
    entry.write_bytes(chance.randbytes(chance.choice((0, 1, 19, 20, 21, 4096))))


def longer(entry: Path, chance: random.Random) -> None:
    with entry.open("ab") as file:
        file.write(chance.randbytes(chance.choice((1, 100))))


def swapped(entry: Path, chance: random.Random) -> None:
    """Two entries, of the same kind or not, have each other's content."""
    others = [path for path in entry.parents[1].glob("*/*") if path.is_file() and path != entry]
    other = chance.choice(sorted(others))
    mine, theirs = entry.read_bytes(), other.read_bytes()
    entry.write_bytes(theirs)
    other.write_bytes(mine)


def huge_lengths(entry: Path, chance: random.Random) -> None:
    """An array, a map, a text and bytes can each say that 4 GiB follow."""
    head = entry.read_bytes()[:HEADER]
    entry.write_bytes(head + chance.choice(b"\xdd \xdf \xdb \xc6".split()) + b"\xff" * 4)


def huge(entry: Path, chance: random.Random) -> None:
    os.truncate(entry, chance.choice((1 << 28, 1 << 33)))


def deep(entry: Path, chance: random.Random) -> None:
    entry.write_bytes(entry.read_bytes()[:HEADER] + b"\x91" * chance.choice((900, 100_000)))


def of_another_version(entry: Path, chance: random.Random) -> None:
    data = entry.read_bytes()
    entry.write_bytes(chance.choice((b"JL3\n" + data[4:], data[HEADER:], b"JL1\n" + data)))


def directory(entry: Path, chance: random.Random) -> None:
    remove(entry)
    entry.mkdir()
    if chance.random() < 0.5:
        (entry / "inside").touch()


def pipe(entry: Path, chance: random.Random) -> None:
    remove(entry)
    os.mkfifo(entry)


def link(entry: Path, chance: random.Random) -> None:
    """A link to what would be a good entry, to a device that never ends, or to nothing."""
    moved = entry.parents[2] / "moved"
    remove(moved)
    entry.rename(moved)
    entry.symlink_to(chance.choice((str(moved), "/dev/zero", "nowhere", entry.name)))


def unreadable(entry: Path, chance: random.Random) -> None:
    entry.chmod(0)


CORRUPTIONS: tuple[Corruption, ...] = (
    truncated, flipped, at_random, longer, swapped, huge_lengths, huge, deep, of_another_version,
    directory, pipe, link, unreadable,
)  # fmt: skip

"""The adversary of caches: whatever it does to a cache, it touches nothing else."""

from pathlib import Path
from random import Random

import pytest

from tools.fuzz.harms import HARMS, Harm


def planted(directory: Path) -> list[Path]:
    """Writes a cache beside sources, and returns its entries."""
    entries = [directory / "cache" / name for name in ("CACHEDIR.TAG", "runs/a", "runs/b", "x/c")]
    for entry in (*entries, directory / "tree" / "a.py", directory / "others" / "runs" / "a"):
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(str(entry))
    return entries


def outside(directory: Path) -> dict[Path, str]:
    places = (directory / "tree", directory / "others")
    return {
        file: file.read_text() for place in places for file in place.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("harm", dict.fromkeys(HARMS), ids=lambda harm: harm.__name__)
def test_a_harm_touches_only_the_cache(harm: Harm, tmp_path: Path) -> None:
    for seed in range(40):
        directory = tmp_path / str(seed)
        entries = planted(directory)
        before = outside(directory)
        harm(entries[seed % len(entries)], directory / "others", Random(seed))
        assert outside(directory) == before

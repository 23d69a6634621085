"""One program of a million lines: pinned wheels side by side, again and again under other names."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.libraries.fetch import cache_directory, fetch, pins
from benchmarks.speed import corpora

LEFT_OUT = "jax"  # programs import it, and few hold it


def one_program(into: Path, lines: int) -> int:
    """Makes a project of at least so many lines; returns how many they are."""
    homes = fetch([each for each in pins() if each.name != LEFT_OUT], cache_directory())
    found = [each for home in homes.values() for each in sorted(home.iterdir()) if each.is_dir()]
    homes_of = Counter(each.name for each in found)
    packages = [each for each in found if homes_of[each.name] == 1]
    into.mkdir(parents=True)
    (into / "pyproject.toml").touch()
    made = 0
    for package, name, renamed in _copies(packages):
        if made >= lines:
            return made
        shutil.copytree(package, into / name)
        for path in (into / name).rglob("*.py"):
            path.write_text(renamed(path.read_text("utf-8")), "utf-8")
        made += corpora.lines(into / name)
    return made


def _copies(packages: list[Path]) -> Iterator[tuple[Path, str, "_Renaming"]]:
    names = [each.name for each in packages]
    for number in count():
        renaming = _Renaming(names, "" if number == 0 else f"_{number}")
        for package in packages:
            yield package, f"{package.name}{renaming.suffix}", renaming


class _Renaming:
    """Gives packages a suffix wherever a text names them."""

    def __init__(self, names: list[str], suffix: str) -> None:
        self.suffix = suffix
        self._named = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, names))})\b")

    def __call__(self, text: str) -> str:
        return self._named.sub(rf"\g<1>{self.suffix}", text) if self.suffix else text

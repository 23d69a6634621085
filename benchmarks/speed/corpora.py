"""The source that is linted: released wheels, and one of them several times over."""

import re
import shutil
from pathlib import Path

from benchmarks.libraries.fetch import Library, cache_directory, fetch, pins

NAMES = ("optax", "flax", "numpyro")
JAX = Library("jax", "0.10.2")


def wheels(names: list[str]) -> dict[str, Path]:
    """Returns the directories of wheels by their names, which pip downloads once."""
    known = {library.name: library for library in (*pins(), JAX)}
    wanted = [known[name] for name in names or (*NAMES, "jax")]
    found = fetch(wanted, cache_directory())
    return {library.name: found[library] for library in wanted}


def project(home: Path, into: Path) -> Path:
    """Returns a project that holds a corpus, and may be changed."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(home, into)
    (into / "pyproject.toml").write_text("[project]\nname = 'corpus'\n")
    return into


def several(name: str, home: Path, into: Path, times: int) -> Path:
    """Returns a project in which a package stands several times, each under another name."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    (into / "pyproject.toml").write_text("[project]\nname = 'corpus'\n")
    for number in range(times):
        renamed = into / f"{name}{number}"
        shutil.copytree(home / name, renamed)
        for path in renamed.rglob("*.py"):
            path.write_text(re.sub(rf"\b{name}\b", renamed.name, path.read_text()))
    return into


def lines(directory: Path) -> int:
    """Returns how many lines the Python files under a directory have."""
    return sum(path.read_bytes().count(b"\n") for path in directory.rglob("*.py"))


def some_file(directory: Path) -> Path:
    """Returns the file of middle size: the one that is changed."""
    files = sorted(directory.rglob("*.py"), key=lambda path: (path.stat().st_size, str(path)))
    return files[len(files) // 2]


def change(path: Path, number: int) -> None:
    """Gives a file another function, so that its facts are not what they were."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef changed_{number}(x):\n    return x + {number}\n")

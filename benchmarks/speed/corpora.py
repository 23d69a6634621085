"""The source that is linted: released wheels, and one of them several times over."""

import ast
import re
import shutil
from pathlib import Path

from benchmarks.libraries.fetch import cache_directory, fetch, pins

SMALLEST = "optax"
NAMES = (SMALLEST, "flax", "numpyro", "jax")
_PROJECT = "[project]\nname = 'corpus'\n"


def wheels(names: list[str]) -> dict[str, Path]:
    """Returns the directories of pinned wheels by their names, which pip downloads once."""
    known = {library.name: library for library in pins()}
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"no such corpus: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    wanted = [known[name] for name in names]
    found = fetch(wanted, cache_directory())
    return {library.name: found[library] for library in wanted}


def project(home: Path, into: Path) -> Path:
    """Returns a project that holds a corpus, and may be changed."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(home, into)
    (into / "pyproject.toml").write_text(_PROJECT)
    return into


def several(name: str, home: Path, into: Path, times: int) -> Path:
    """Returns a project in which a package stands several times, each under another name."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    (into / "pyproject.toml").write_text(_PROJECT)
    for number in range(times):
        renamed = into / f"{name}{number}"
        shutil.copytree(home / name, renamed)
        for path in renamed.rglob("*.py"):
            text = re.sub(rf"\b{name}\b", renamed.name, path.read_text("utf-8"))
            path.write_text(text, "utf-8")
    return into


def lines(directory: Path) -> int:
    """Returns how many lines the Python files under a directory have."""
    return sum(path.read_bytes().count(b"\n") for path in directory.rglob("*.py"))


def some_files(directory: Path, count: int) -> list[Path]:
    """Returns files with functions, from small to large, the one of middle size among them."""
    files = sorted(directory.rglob("*.py"), key=lambda path: (path.stat().st_size, str(path)))
    with_functions = [path for path in files if re.search(r"^def ", path.read_text("utf-8"), re.M)]
    return [with_functions[(2 * k + 1) * len(with_functions) // (2 * count)] for k in range(count)]


def change(path: Path, number: int) -> None:
    """Changes the body of the function of middle length in a file."""
    text = path.read_text("utf-8")
    last = _function(text).body[-1]
    rows = text.splitlines(keepends=True)
    rows.insert(last.lineno - 1, f"{' ' * last.col_offset}changed = {number}\n")
    path.write_text("".join(rows), "utf-8")


def _function(text: str) -> ast.FunctionDef:
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [each for each in found if each.body[-1].lineno > each.body[0].lineno]
    ordered = sorted(long or found, key=lambda each: (each.end_lineno or 0) - each.lineno)
    return ordered[len(ordered) // 2]

"""One stub file as text becomes a table of names, nothing in it understood yet.

A file is the module that it is named after (`jax.lax.pyi`; what follows a dash only says which
part of it: `jax-array.pyi`), until a line `# module: a.b` starts another of the same package.
"""

import ast
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jitlint.mistake import Mistake

SECTION = re.compile(r"^# module: (\S+)", re.MULTILINE)

Definition = ast.FunctionDef | ast.ClassDef | ast.AnnAssign


class ModelError(Mistake):
    """A stub that cannot be read: the message names its file, line and what to write."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of something: its canonical one, or nearer to it."""

    target: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A definition not yet understood."""

    path: Path
    module: str
    node: Definition


Table = dict[str, Entry | Alias]


def read_stub(path: Path) -> dict[str, Table]:
    """Returns the tables of the modules in the file at `path`; raises `ModelError`."""
    try:
        text = path.read_text("utf-8")
        body = ast.parse(text).body
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(path, 1, f"cannot be read: {error}") from None
    except SyntaxError as error:
        raise ModelError(path, error.lineno or 1, f"is no Python: {error.msg}") from None
    starts, modules = _sections(text, module_of(path))
    tables: dict[str, Table] = {module: {} for module in modules}
    for statement in body:
        module = modules[bisect(starts, statement.lineno) - 1]
        for name, entry in _entries(path, module, statement):
            tables[module][name] = entry
    return tables


def module_of(path: Path) -> str:
    """Returns the module that a stub file is named after."""
    return path.name.removesuffix(".pyi").partition("-")[0]


def _sections(text: str, module: str) -> tuple[list[int], list[str]]:
    starts, modules, line = [0], [module], 1
    matches = list(SECTION.finditer(text))
    offsets = [0, *(match.start() for match in matches)]
    for match, (begin, end) in zip(matches, pairwise(offsets), strict=True):
        line += text.count("\n", begin, end)
        starts.append(line)
        modules.append(match[1])
    return starts, modules


def _entries(path: Path, module: str, statement: ast.stmt) -> Iterator[tuple[str, Entry | Alias]]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, Entry(path, module, statement)
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name, Entry(path, module, statement)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=same)):
            yield name, Alias(f"{module}.{same}")
        case ast.ImportFrom(module=str(source), names=names, level=0):
            for name in names:
                yield name.asname or name.name, Alias(f"{source}.{name.name}")
        case ast.Expr(value=ast.Constant()):
            return
        case _:
            wanted = "a `def`, a `class`, `name: Word`, `name = other`, `from a import b`"
            raise ModelError(path, statement.lineno, f"a stub holds only {wanted}")

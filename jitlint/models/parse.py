"""Splits the text of one stub file into a table of names, without translating the definitions.

A file is the module that it is named after (`jax.lax.pyi`; what follows a dash only says which
part of it: `jax-array.pyi`), until a line `# module: a.b` starts another of the same package.
"""

import ast
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jitlint.core import disk
from jitlint.core.errors import UserError, reason_of

DOCSTRING = re.compile(r'(?:\s|#[^\n]*\n)*+""".*?"""', re.DOTALL)
DEFINED = re.compile(
    r"^(?:@.*\n)*(?:(?:def |class )?(\w+)[(:\[]|(\w+) = (\w+)$|from (\S+) import (.+)$)",
    re.MULTILINE,
)
SECTION = re.compile(r"^# module: (\S+)", re.MULTILINE)

Definition = ast.FunctionDef | ast.ClassDef | ast.AnnAssign


class ModelError(UserError):
    """A stub that cannot be read: the message names its file, line and what to write."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of something: its canonical one, or nearer to it."""

    target: str


@dataclass(frozen=True, slots=True)
class StubEntry:
    """A definition not yet understood: `text`, from a line of a file on."""

    path: Path
    module: str
    line: int
    text: str

    @property
    def node(self) -> Definition:
        """The definition; its rows are those of the text."""
        [node] = ast.parse(self.text).body
        assert isinstance(node, Definition)
        return node


Table = dict[str, StubEntry | Alias]


def read_stub(path: Path) -> dict[str, Table]:
    """Returns the tables of the modules in the file at `path`; raises `ModelError`."""
    try:
        text = disk.read(str(path)).decode().replace("\r\n", "\n")
        body = ast.parse(text).body
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(path, 1, f"cannot be read: {reason_of(error)}") from None
    except SyntaxError as error:
        raise ModelError(path, error.lineno or 1, f"is no Python: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ModelError(path, 1, f"is no Python: {error or 'is nested too deeply'}") from None
    starts, modules = _sections(text, module_of(path))
    tables: dict[str, Table] = {module: {} for module in modules}
    lines = text.splitlines(keepends=True)
    for statement in body:
        module = modules[bisect(starts, statement.lineno) - 1]
        for name, entry in _entries(path, module, statement, lines):
            tables[module][name] = entry
    return tables


def own_stub(path: Path) -> dict[str, Table]:
    """Returns what `read_stub` does of a stub that is known to be one, without parsing it.

    Of hundreds of definitions a run asks for a few, and only those are parsed.
    """
    text = path.read_text("utf-8")
    starts, modules = _sections(text, module_of(path))
    tables: dict[str, Table] = {module: {} for module in modules}
    docstring = DOCSTRING.match(text)
    found = list(DEFINED.finditer(text, docstring.end() if docstring else 0))
    line, before = 1, 0
    for match, end in zip(found, [*(m.start() for m in found[1:]), len(text)], strict=True):
        line += text.count("\n", before, match.start())
        before = match.start()
        module = modules[bisect(starts, line) - 1]
        defined, name, same, source, names = match.groups()
        if defined:
            tables[module][defined] = StubEntry(path, module, line, text[before:end])
        elif name:
            tables[module][name] = Alias(f"{module}.{same}")
        else:
            for each in names.split(", "):
                target, _, alias = each.partition(" as ")
                tables[module][alias or target] = Alias(f"{source}.{target}")
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


def _entries(
    path: Path, module: str, statement: ast.stmt, lines: Sequence[str]
) -> Iterator[tuple[str, StubEntry | Alias]]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            first = min([statement.lineno, *(each.lineno for each in statement.decorator_list)])
            yield name, StubEntry(path, module, first, _text(lines, first, statement))
        case ast.AnnAssign(target=ast.Name(id=name)):
            line = statement.lineno
            yield name, StubEntry(path, module, line, _text(lines, line, statement))
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


def _text(lines: Sequence[str], first: int, statement: ast.stmt) -> str:
    return "".join(lines[first - 1 : statement.end_lineno])

"""The identity of a finding when its lines move: rule, file, function and code."""

import ast
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jitlint.core.finding import Finding, Span
from jitlint.core.source import Problem, Source
from jitlint.frontend.parse import parse
from jitlint.frontend.rows import Rows

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
KEPT = 64  # files that are not split again, since one run asks for them several times
Definition = tuple[int, int, str]


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """A finding without its rows: `function` is the one it lies in, `text` its code without spaces.

    `path` counts from some directory and has slashes; equal findings count on in `number`.
    """

    path: str
    code: str
    function: str
    text: str
    number: int = 0


def identities(
    findings: Iterable[Finding[Span]], sources: Mapping[str, Source], root: str
) -> Iterator[Identity]:
    """Yields the identity of each finding, with paths that count from `root`."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    files: dict[str, _ParsedFile] = {}
    paths: dict[str, str] = {}
    for finding in findings:
        at = finding.at
        if at.path not in paths:
            paths[at.path] = slashed(at.path, root)
            if at.path in sources:
                files[at.path] = _ParsedFile.of(sources[at.path])
        function, text = _described(at, files)
        key = (paths[at.path], finding.code, function, text)
        yield Identity(*key, seen[key])
        seen[key] += 1


def slashed(path: str, root: str) -> str:
    """Returns a path as it is written from a directory, with slashes."""
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(path).replace(os.sep, "/")


@dataclass(frozen=True, slots=True)
class _ParsedFile:
    """A source, split into its rows and its functions.

    `around` says for each definition, in their order, which one it lies in.
    """

    rows: Rows
    definitions: tuple[Definition, ...]
    around: tuple[int, ...]

    @classmethod
    @lru_cache(maxsize=KEPT)
    def of(cls, source: Source) -> "_ParsedFile":
        """Returns the file of a source; one that cannot be parsed has no functions."""
        definitions = tuple(sorted(_definitions(source)))
        return cls(Rows.of(source), definitions, tuple(_around(definitions)))

    def text(self, at: Span) -> str:
        """Returns the code at a span, without any space."""
        return "".join("".join(self.rows.between(at)).split())

    def function(self, at: Span) -> str:
        """Returns the qualified name of the innermost definition around a span."""
        row = at.row + self.rows.starts.get(at.cell or 0, 0)
        number = bisect_right(self.definitions, row, key=lambda each: each[0]) - 1
        while number >= 0 and self.definitions[number][1] < row:
            number = self.around[number]
        return self.definitions[number][2] if number >= 0 else ""


def _described(at: Span, files: Mapping[str, _ParsedFile]) -> tuple[str, str]:
    file = files.get(at.path)
    return (file.function(at), file.text(at)) if file else ("", "")


def _around(definitions: Iterable[Definition]) -> Iterator[int]:
    """Yields the number of the definition that each lies in, -1 where it lies in none."""
    opened: list[tuple[int, int]] = []
    for number, (first, last, _) in enumerate(definitions):
        while opened and opened[-1][1] < first:
            opened.pop()
        yield opened[-1][0] if opened else -1
        opened.append((number, last))


def _definitions(source: Source) -> Iterator[Definition]:
    """Yields the first and last row and the name of each function and class."""
    tree = parse(source)
    if isinstance(tree, Problem):
        return
    open_nodes: list[tuple[ast.AST, str]] = [(tree, "")]
    while open_nodes:
        node, prefix = open_nodes.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, FUNCTIONS):
                name = f"{prefix}{child.name}"
                first = min([child.lineno, *(each.lineno for each in child.decorator_list)])
                yield first, child.end_lineno or first, name
                open_nodes.append((child, f"{name}."))
            else:
                open_nodes.append((child, prefix))

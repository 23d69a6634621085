"""What makes a finding the same one after its lines have moved: rule, file, function and code."""

import ast
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jitlint.finding import Finding, Span
from jitlint.read.rows import Rows
from jitlint.read.source import Source

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What stays of a finding: `function` is where it lies, `text` its code without spaces.

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
    files: dict[str, _File] = {}
    for finding in findings:
        at = finding.at
        if at.path in sources and at.path not in files:
            files[at.path] = _File(sources[at.path])
        function, text = _described(at, files)
        key = (slashed(finding.at.path, root), finding.code, function, text)
        yield Identity(*key, seen[key])
        seen[key] += 1


def slashed(path: str, root: str) -> str:
    """Returns a path as it is written from a directory, with slashes."""
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(path).replace(os.sep, "/")


class _File:
    """A source, split into its rows and its functions."""

    def __init__(self, source: Source) -> None:
        self.rows = Rows.of(source)
        self._definitions = sorted(_definitions(source.text))

    def text(self, at: Span) -> str:
        """Returns the code at a span, without any space."""
        lines = [self.rows.line(row, at.cell) for row in range(at.row, at.end_row + 1)]
        lines[-1] = lines[-1][: at.end_column - 1]
        lines[0] = lines[0][at.column - 1 :]
        return "".join("".join(lines).split())

    def function(self, at: Span) -> str:
        """Returns the qualified name of the innermost definition around a span."""
        row = at.row + self.rows.starts.get(at.cell or 0, 0)
        around = [name for first, last, name in self._definitions if first <= row <= last]
        return around[-1] if around else ""


def _described(at: Span, files: Mapping[str, _File]) -> tuple[str, str]:
    file = files.get(at.path)
    return (file.function(at), file.text(at)) if file else ("", "")


def _definitions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields the first and last row and the name of each function and class."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
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

"""The hashes of a file: one of each function's body, and one of what is around the bodies.

A change in a function's body matters only to those who look into it; what is around the bodies,
the skeleton, matters to all. Ordinals inside a body keep their distance when another one changes.
"""

import ast
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import msgspec

from jitlint.cache.file_stamps import digest

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class FunctionHash(msgspec.Struct, frozen=True, array_like=True):
    """The body of a function that is in no other: the ordinals from `first` to before `last`.

    `at` is the ordinal of the function itself, which is part of the skeleton.
    """

    at: int
    first: int
    last: int
    digest: bytes


class FileHashes(msgspec.Struct, frozen=True, array_like=True):
    """The hashes of a skeleton and of functions, in the order of their ordinals."""

    skeleton: bytes = b""
    functions: tuple[FunctionHash, ...] = ()

    def function_of(self, ordinal: int) -> int | None:
        """Returns the number of the function that is or has a node, if the node is in one."""
        number = bisect_right(self.functions, ordinal, key=lambda function: function.at) - 1
        if number < 0:
            return None
        found = self.functions[number]
        inside = ordinal == found.at or found.first <= ordinal < found.last
        return number if inside else None

    def agrees(self, new: "FileHashes", functions: Iterable[int]) -> bool:
        """Returns whether a new file has the same hashes of the skeleton and these functions."""
        if self.skeleton != new.skeleton or len(self.functions) != len(new.functions):
            return False
        return all(self.functions[each].digest == new.functions[each].digest for each in functions)

    def relocated(self, ordinal: int, new: "FileHashes") -> int | None:
        """Returns the ordinal that a node has in a new file with the same skeleton.

        That is None where the node lies in a function that is not the same.
        """
        number = bisect_right(self.functions, ordinal, key=lambda function: function.first) - 1
        if number < 0:
            return ordinal
        old, now = self.functions[number], new.functions[number]
        if ordinal >= old.last:
            return ordinal - old.last + now.last
        return ordinal - old.first + now.first if old.digest == now.digest else None


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a function while a file is lowered: its ordinals, and where it is written."""

    at: int
    first: int
    last: int
    node: FunctionNode


def file_hashes(text: str, module: ast.Module, bodies: Sequence[Body]) -> FileHashes:
    """Returns the hashes of a text; a body on the line of its header is part of the skeleton."""
    lines = text.split("\n")
    apart = [body for body in bodies if _stands_alone(lines, body.node)]
    matters = bytearray(len(lines))
    for first, last in _statements(module.body):
        matters[first:last] = b"\1" * (last - first)
    for first, last in map(_rows, apart):
        matters[first:last] = bytes(last - first)
    skeleton = _digest(compress(lines, matters))
    return FileHashes(skeleton, tuple([_function_hash(lines, body) for body in apart]))


def _function_hash(lines: Sequence[str], body: Body) -> FunctionHash:
    first, last = _rows(body)
    return FunctionHash(body.at, body.first, body.last, _digest(lines[first:last]))


def _rows(body: Body) -> tuple[int, int]:
    return _first_row(body.node.body[0]), body.node.end_lineno or 0


def _first_row(node: ast.stmt) -> int:
    """Returns the row, from 0, at which a statement starts, with its decorators."""
    decorators: Sequence[ast.expr] = getattr(node, "decorator_list", ())
    return min([node.lineno, *[each.lineno for each in decorators]]) - 1


def _stands_alone(lines: Sequence[str], node: FunctionNode) -> bool:
    first = node.body[0]
    return not lines[first.lineno - 1][: first.col_offset].strip()


def _statements(body: Sequence[ast.stmt]) -> Iterator[tuple[int, int]]:
    """Yields the rows of statements; what lies between them is blank or a comment."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield _first_row(node), _first_row(node.body[0])
            yield from _statements(node.body)
        else:
            yield _first_row(node), node.end_lineno or 0


def _digest(lines: Iterable[str]) -> bytes:
    return digest("\n".join(lines).encode(errors="surrogatepass"))

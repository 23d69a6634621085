"""The usage of a function's parameters, and which of them an expression depends on."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..limits import MOST_ENCLOSING_TESTS
from ..program.index import Definition, SyntaxIndex

Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Usage:
    """The usage of one parameter, or of an attribute of one.

    `words` and `numbers` are what it is compared with, `tables` the globals in which it is looked
    up, `classes` those of `isinstance` tests. A flag is tested for truth.
    """

    attributes: list[str] = field(default_factory=list[str])
    keys: list[str] = field(default_factory=list[str])
    words: list[str] = field(default_factory=list[str])
    numbers: list[int] = field(default_factory=list[int])
    tables: list[str] = field(default_factory=list[str])
    classes: list[str] = field(default_factory=list[str])
    length: int = 0
    rank: int | None = None
    is_called: bool = False
    is_integer: bool = False
    is_flag: bool = False

    def merge(self, other: "Usage", deeper: int = 0) -> None:
        """Adds how a part of the value, which has `deeper` axes less, is used elsewhere."""
        for name in ("attributes", "keys", "words", "numbers", "tables", "classes"):
            getattr(self, name).extend(getattr(other, name))
        if self.rank is None and (other.rank is not None or deeper):
            self.rank = (other.rank or 0) + deeper
        if not deeper:
            self.length = self.length or other.length
            self.is_called = self.is_called or other.is_called
            self.is_integer = self.is_integer or other.is_integer
            self.is_flag = self.is_flag or other.is_flag

    def at_least_rank(self, rank: int) -> None:
        """Notes that an array needs so many axes, or more."""
        self.rank = max(self.rank or 0, rank)


@dataclass(frozen=True, slots=True)
class Invocation:
    """A function that a body calls, or has called: how it is written, and its arguments.

    An argument is None if it is not written; of one that is `mapped` the function gets items.
    """

    callee: str
    args: tuple[ast.expr | None, ...]
    keywords: tuple[ast.keyword, ...] = ()
    mapped: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The last part of the callee's name."""
        return last_part(self.callee)

    def bound(self, node: Definition) -> Iterator[tuple[str, ast.expr, bool]]:
        """Yields the function's parameters, with their arguments, and whether these are items."""
        names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
        names = names[names[:1] in (["self"], ["cls"]) :]
        for place, (name, value) in enumerate(zip(names, self.args, strict=False)):
            if isinstance(value, ast.Starred):
                break
            if value is not None:
                yield name, value, place in self.mapped
        yield from ((each.arg, each.value, False) for each in self.keywords if each.arg)


@dataclass(frozen=True, slots=True)
class FunctionUsage:
    """The usage of the paths in a function, and the functions that it invokes.

    `origins` has, by local name, the parameters that the name's value is computed from, and
    `aliases` the path that a name stands for.
    """

    node: Definition | None = None
    by_path: dict[str, Usage] = field(default_factory=dict[str, Usage])
    origins: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    aliases: dict[str, str] = field(default_factory=dict[str, str])
    invocations: list[Invocation] = field(default_factory=list[Invocation])

    def of(self, path: str) -> Usage:
        """Returns how a path is used."""
        return self.by_path.get(path) or Usage()

    def ensure(self, path: str) -> Usage:
        """Returns how a path is used, to be added to."""
        return self.by_path.setdefault(path, Usage())

    def dependencies_at(self, span: Span) -> list[str]:
        """Returns the paths that the expression at a span depends on, the nearest first."""
        at = self.smallest_at(span)
        if self.node is None or at is None:
            return []
        places = _tests(self.node, at) if isinstance(at, ast.Raise) else [at]
        return list(dict.fromkeys(path for place in places for path in self.dependencies(place)))

    def dependencies(self, place: ast.AST) -> list[str]:
        """Returns the paths in some code, and the parameters that their values come from."""
        found = dict.fromkeys(paths_in(place))
        for path in list(found):
            name, dot, rest = path.partition(".")
            origins = sorted(self.origins.get(name, ()))
            if name in self.aliases:
                found[self.aliases[name] + dot + rest] = None
            found.update(dict.fromkeys(origin + dot + rest for origin in origins if dot))
            found.update(dict.fromkeys(origins))
        return list(found)

    def smallest_at(self, span: Span) -> ast.AST | None:
        """Returns the smallest expression or statement that covers a span."""
        found: ast.AST | None = self.node
        for node in ast.walk(self.node) if self.node is not None else ():
            if isinstance(node, (ast.expr, ast.stmt)) and node is not self.node:
                found = node if _covers(node, span) else found
        return found


def definition(index: SyntaxIndex, name: str, row: int) -> Definition | None:
    """Returns the function of a name that starts, with its decorators, at a row."""
    found = (node for node in index.functions.get(name, ()) if _holds(node, row))
    return next(found, None)


def _holds(node: Definition, row: int) -> bool:
    """A code object starts at its first decorator, or at `def`."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first <= row <= node.body[0].lineno


def paths_in(node: ast.AST) -> Iterator[str]:
    """Yields the paths in some code, each followed by those that it is a part of."""
    path = path_of(node)
    if path:
        yield path
        while "." in path:
            path = path.rpartition(".")[0]
            yield path
        return
    for child in ast.iter_child_nodes(node):
        yield from paths_in(child)


def path_of(node: ast.AST | None) -> str:
    """Returns `state.mean` for that expression, and for `state["mean"]`; else an empty text."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(value, part) | ast.Subscript(value, ast.Constant(str(part))):
            inner = path_of(value)
            return f"{inner}.{part}" if inner and part.isidentifier() else ""
        case _:
            return ""


def last_part(path: str) -> str:
    """Returns the name at the end of a path."""
    return path.rpartition(".")[2]


def _tests(function: Definition, at: ast.AST) -> list[ast.AST]:
    """Returns the tests around a statement, the innermost first."""
    found: list[ast.AST] = []
    for node in ast.walk(function):
        if isinstance(node, ast.If) and any(inner is at for inner in ast.walk(node)):
            found.insert(0, node.test)
    return found[:MOST_ENCLOSING_TESTS]


def _covers(node: ast.expr | ast.stmt, span: Span) -> bool:
    end = (node.end_lineno or node.lineno, node.end_col_offset or 0)
    start = (node.lineno, node.col_offset)
    return start <= (span[0], span[1]) and (span[2], span[3]) <= end

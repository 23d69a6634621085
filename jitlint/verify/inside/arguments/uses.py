"""What a function's body tells of its parameters, and which of them an expression depends on."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..index import Definition, Index

Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Use:
    """What is done with one parameter, or with an attribute of one.

    `words` and `numbers` are what it is compared with, `members` the globals that it is looked up
    in; a flag is asked whether it is true.
    """

    attributes: list[str] = field(default_factory=list[str])
    keys: list[str] = field(default_factory=list[str])
    words: list[str] = field(default_factory=list[str])
    numbers: list[int] = field(default_factory=list[int])
    members: list[str] = field(default_factory=list[str])
    kinds: list[str] = field(default_factory=list[str])
    length: int = 0
    rank: int | None = None
    is_called: bool = False
    is_whole: bool = False
    is_flag: bool = False

    def take(self, other: "Use", deeper: int = 0) -> None:
        """Takes in what is done elsewhere, there with a part that has `deeper` axes less."""
        for name in ("attributes", "keys", "words", "numbers", "members", "kinds"):
            getattr(self, name).extend(getattr(other, name))
        self.length = self.length or (0 if deeper else other.length)
        if self.rank is None and (other.rank is not None or deeper):
            self.rank = (other.rank or 0) + deeper
        self.is_called = self.is_called or (other.is_called and not deeper)
        self.is_whole = self.is_whole or (other.is_whole and not deeper)
        self.is_flag = self.is_flag or (other.is_flag and not deeper)


@dataclass(frozen=True, slots=True)
class Handed:
    """A function that a body calls or has called: how it is written, and what it is given.

    An argument is None if it is not written; of one that is `mapped` it gets the items.
    """

    callee: str
    args: tuple[ast.expr | None, ...]
    keywords: tuple[ast.keyword, ...] = ()
    mapped: frozenset[int] = frozenset()

    def given(self, node: Definition) -> Iterator[tuple[str, ast.expr, bool]]:
        """Yields the parameters of the function, with what each is given, and whether by items."""
        names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
        names = names[names[:1] in (["self"], ["cls"]) :]
        for place, (name, value) in enumerate(zip(names, self.args, strict=False)):
            if isinstance(value, ast.Starred):
                break
            if value is not None:
                yield name, value, place in self.mapped
        yield from ((each.arg, each.value, False) for each in self.keywords if each.arg)


@dataclass(frozen=True, slots=True)
class Uses:
    """By path, how it is used; by local name, what it depends on; and what is called with what."""

    node: Definition | None = None
    by_path: dict[str, Use] = field(default_factory=dict[str, Use])
    behind: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    handed: list[Handed] = field(default_factory=list[Handed])

    def of(self, path: str) -> Use:
        """Returns the uses of a path."""
        return self.by_path.get(path) or Use()

    def use(self, path: str) -> Use:
        """Returns the uses of a path, to be added to."""
        return self.by_path.setdefault(path, Use())

    def blamed(self, span: Span) -> list[str]:
        """Returns the paths that the expression at a span depends on, the nearest first."""
        if self.node is None:
            return []
        at = _smallest(self.node, span)
        places = _tests(self.node, at) if isinstance(at, ast.Raise) else [at]
        return list(dict.fromkeys(path for place in places for path in self.beneath(place)))

    def beneath(self, place: ast.AST) -> list[str]:
        """Returns the paths in some code, and what is behind them."""
        found = dict.fromkeys(paths_in(place))
        for path in list(found):
            found.update(dict.fromkeys(sorted(self.behind.get(path.partition(".")[0], ()))))
        return list(found)

    def calling(self, span: Span) -> ast.AST | None:
        """Returns the smallest expression or statement at a span."""
        return _smallest(self.node, span) if self.node is not None else None


def definition(index: Index, name: str, row: int) -> Definition | None:
    """Returns the function of a name that starts, with its decorators, at a row."""
    found = (node for node in index.functions.get(name, ()) if _holds(node, row))
    return next(found, None)


def _holds(node: Definition, row: int) -> bool:
    """A code object starts at its first decorator, or at `def`."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first <= row <= node.body[0].lineno


def paths_in(node: ast.AST) -> Iterator[str]:
    """Yields the paths in some code, each followed by what it is a part of."""
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
    """Returns `state.mean` of the expression that is written so; a key is a part as well."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(value, part) | ast.Subscript(value, ast.Constant(str(part))):
            inner = path_of(value)
            return f"{inner}.{part}" if inner and part.isidentifier() else ""
        case _:
            return ""


def _smallest(function: Definition, span: Span) -> ast.AST:
    """Returns the smallest expression or statement that covers a span."""
    found: ast.AST = function
    for node in ast.walk(function):
        if isinstance(node, (ast.expr, ast.stmt)) and node is not function and _covers(node, span):
            found = node
    return found


def _tests(function: Definition, at: ast.AST) -> list[ast.AST]:
    """Returns what a statement of its own is under, the innermost test first."""
    found: list[ast.AST] = []
    for node in ast.walk(function):
        if isinstance(node, ast.If) and any(inner is at for inner in ast.walk(node)):
            found.insert(0, node.test)
    return found[:2]


def _covers(node: ast.expr | ast.stmt, span: Span) -> bool:
    end = (node.end_lineno or node.lineno, node.end_col_offset or 0)
    start = (node.lineno, node.col_offset)
    return start <= (span[0], span[1]) and (span[2], span[3]) <= end

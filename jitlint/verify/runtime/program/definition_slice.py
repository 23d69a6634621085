"""Slices a module's tree down to the statements that the definition of one function needs."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from .index import Definition

Scope = Definition | ast.ClassDef
WITH_VALUES, DEFINITIONS, EVERYTHING = "with values", "definitions", "everything"


@dataclass(frozen=True, slots=True)
class ScopeChain:
    """The definitions around a function, outermost first, then the function itself."""

    around: tuple[Scope, ...]
    target: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

    @property
    def functions(self) -> tuple[Definition, ...]:
        """The functions around it."""
        return tuple(each for each in self.around if not isinstance(each, ast.ClassDef))


def find(tree: ast.Module, name: str, row: int) -> ScopeChain | None:
    """Returns where the function of a name is defined at a row."""
    return next(_find(tree, name, row, ()), None)


def _find(node: ast.AST, name: str, row: int, around: tuple[Scope, ...]) -> Iterator[ScopeChain]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda) and name == "<lambda>" and child.lineno == row:
            yield ScopeChain(around, child)
        if isinstance(child, Definition) and child.name == name and child.lineno == row:
            yield ScopeChain(around, child)
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _find(child, name, row, (*around, child))
        else:
            yield from _find(child, name, row, around)


def outermost(cut: ScopeChain, how: str) -> ast.Module:
    """Returns a module with the outermost definition, whose functions return what they hold.

    `how` says what runs before: what binds the names that are needed, only definitions of
    them, or everything. A name that nothing binds becomes a keyword parameter.
    """
    inner: ast.stmt | ast.expr = cut.target
    for scope in reversed(cut.around):
        inner = _held(scope, inner, how)
    assert isinstance(inner, ast.stmt)
    return ast.fix_missing_locations(ast.Module([inner], []))


def guarded(tree: ast.Module, cut: ScopeChain, known: set[str]) -> ast.Module:
    """Returns the module-level statements, whatever they stand under, that the target needs."""
    inner = cut.around[0] if cut.around else cut.target
    assert isinstance(inner, ast.stmt)
    body = [*_before(tree.body, inner)]
    return ast.Module([*_needed(body, _loads(inner) - known, WITH_VALUES), inner], [])


def _held(scope: Scope, inner: ast.stmt | ast.expr, how: str) -> ast.stmt:
    """A class holds just the one method; a function is undecorated, and returns what it holds."""
    held = copy.copy(scope)
    held.decorator_list = []
    if isinstance(held, ast.ClassDef):
        assert isinstance(inner, ast.stmt)
        held.bases, held.keywords, held.body = [], [], [inner]
        return held
    needed, given = _loads(inner), _parameters(held)
    body = [*_before(held.body, _original(scope, inner))]
    kept = body if how == EVERYTHING else _needed(body, needed - given, how)
    bound = {name for each in body for name in _stores(each)}
    left = (needed & bound) - given - {name for each in kept for name in _stores(each)}
    held.args = _with_keywords(held.args, sorted(left))
    last = ast.Return(inner if isinstance(inner, ast.expr) else ast.Name(inner.name, ast.Load()))  # type: ignore[attr-defined]
    ast.copy_location(last, inner)
    held.body = [*kept, *([inner] if isinstance(inner, ast.stmt) else []), last]
    held.returns = None
    return held


def _original(scope: Scope, inner: ast.AST) -> ast.AST:
    """Returns the node of the tree that an inner definition is a copy of."""
    places = (each for each in ast.walk(scope) if type(each) is type(inner) and each is not scope)
    line = getattr(inner, "lineno", 0), getattr(inner, "col_offset", 0)
    return next(
        (e for e in places if (getattr(e, "lineno", 0), getattr(e, "col_offset", 0)) == line), inner
    )


def _before(body: list[ast.stmt], stop: ast.AST) -> Iterator[ast.stmt]:
    """Yields the plain statements before a definition, those of blocks as if they stood alone."""
    for each in body:
        if each is stop:
            return
        holds_stop = any(inner is stop for inner in ast.walk(each))
        blocks = [*_blocks(each)]
        if not blocks or isinstance(each, (Definition, ast.ClassDef)):
            if not holds_stop:
                yield each
        else:
            if isinstance(each, ast.For):
                yield _first(each)
            for block in blocks:
                yield from _before(block, stop)
        if holds_stop:
            return


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        if block := getattr(statement, name, None):
            yield block


def _first(loop: ast.For) -> ast.stmt:
    """Returns `item = next(iter(items))`."""
    items = ast.Call(ast.Name("iter", ast.Load()), [loop.iter], [])
    value = ast.Call(ast.Name("next", ast.Load()), [items], [])
    return ast.copy_location(ast.Assign([loop.target], value), loop)


def _needed(body: list[ast.stmt], wanted: set[str], how: str) -> list[ast.stmt]:
    """Returns the statements that bind what is wanted, and what these need in turn."""
    kept: list[ast.stmt] = []
    wanted = set(wanted)
    for each in reversed(body):
        is_definition = isinstance(
            each, (Definition, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Nonlocal, ast.Global)
        )
        if _stores(each) & wanted and (is_definition or how == WITH_VALUES):
            kept.insert(0, each)
            wanted |= _loads(each)
    return kept


def _stores(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            return {name}
        case ast.Import(names) | ast.ImportFrom(names=names):
            return {(each.asname or each.name).partition(".")[0] for each in names}
        case _:
            named = (each for each in ast.walk(node) if isinstance(each, ast.Name))
            return {each.id for each in named if isinstance(each.ctx, ast.Store)}


def _loads(node: ast.AST) -> set[str]:
    named = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    return {each.id for each in named if isinstance(each.ctx, ast.Load)}


def _parameters(function: Definition) -> set[str]:
    return {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}


def _with_keywords(arguments: ast.arguments, names: list[str]) -> ast.arguments:
    more = [ast.arg(name) for name in names]
    held = copy.copy(arguments)
    held.kwonlyargs = [*arguments.kwonlyargs, *more]
    held.kw_defaults = [*arguments.kw_defaults, *([None] * len(more))]
    return held

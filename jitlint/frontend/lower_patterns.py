"""Lowers `match` and its patterns: compared values, bound names, unpacking."""

import ast
from collections.abc import Iterator, Sequence

from jitlint.frontend import ir
from jitlint.frontend.lower_literals import LARGEST, SMALLEST
from jitlint.frontend.lowering import Lowering, LowerStatement


def _match(state: Lowering, node: ast.Match) -> ir.Statement:
    at = state.place(node)
    subject = state.expression(node.subject)
    return ir.Match(at, subject, tuple([_case(state, case) for case in node.cases]))


def _case(state: Lowering, node: ast.match_case) -> ir.Case:
    at = state.place(node)
    pattern = _pattern(state, node.pattern)
    guard = state.optional(node.guard)
    return ir.Case(at, pattern, guard, state.block(node.body))


def _pattern(state: Lowering, node: ast.pattern) -> ir.Pattern:
    at = state.place(node)
    inside = list(_walk(node))
    compares = tuple(
        [state.expression(each.value) for each in inside if isinstance(each, ast.MatchValue)]
    )
    binds = tuple(dict.fromkeys([name for name in map(_captured, inside) if name]))
    state.scope.names.update(binds)
    unpacks = any(_takes_apart(each) for each in inside)
    whole = _part(state, node)
    return ir.Pattern(at, compares, binds, unpacks, _is_irrefutable(node), whole)


def _part(state: Lowering, node: ast.pattern) -> ir.Part:
    at = state.place(node)
    match node:
        case ast.MatchAs(pattern=None, name=name):
            return ir.Part(at, "any", name or "")
        case ast.MatchAs(pattern=ast.pattern() as pattern, name=name):
            return ir.Part(at, "either", name or "", (_part(state, pattern),))
        case ast.MatchStar(name=name):
            return ir.Part(at, "rest", name or "")
        case ast.MatchValue(value=value):
            return ir.Part(at, "value", keys=(_key(value),))
        case ast.MatchMapping():
            return _mapping(state, at, node)
        case ast.MatchClass():
            return _class(state, at, node)
        case ast.MatchOr() | ast.MatchSequence():
            kind = "either" if isinstance(node, ast.MatchOr) else "sequence"
            return ir.Part(at, kind, "", tuple([_part(state, each) for each in node.patterns]))
        case _:
            return ir.Part(at, "none")


def _mapping(state: Lowering, at: int, node: ast.MatchMapping) -> ir.Part:
    keys = [_key(each) for each in node.keys]
    inside = [_part(state, each) for each in node.patterns]
    if node.rest:
        keys.append(None)
        inside.append(ir.Part(at, "rest", node.rest))
    return ir.Part(at, "mapping", "", tuple(inside), tuple(keys))


def _class(state: Lowering, at: int, node: ast.MatchClass) -> ir.Part:
    cls = state.expression(node.cls)
    keys = (*[None for _ in node.patterns], *node.kwd_attrs)
    inside = tuple([_part(state, each) for each in _inside(node)])
    return ir.Part(at, "class", "", inside, keys, cls)


def _key(node: ast.expr) -> str | int | None:
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=str(value)):
            return value
        case ast.Constant(value=int(value)) if SMALLEST <= value <= LARGEST:
            return value
        case _:
            return None


def _walk(node: ast.pattern) -> Iterator[ast.pattern]:
    yield node
    for child in _inside(node):
        yield from _walk(child)


def _inside(node: ast.pattern) -> Sequence[ast.pattern]:
    match node:
        case ast.MatchOr() | ast.MatchSequence() | ast.MatchMapping():
            return node.patterns
        case ast.MatchClass():
            return [*node.patterns, *node.kwd_patterns]
        case ast.MatchAs(pattern=ast.pattern() as pattern):
            return [pattern]
        case _:
            return ()


def _captured(node: ast.pattern) -> str | None:
    match node:
        case ast.MatchAs() | ast.MatchStar():
            return node.name
        case ast.MatchMapping():
            return node.rest
        case _:
            return None


def _takes_apart(node: ast.pattern) -> bool:
    match node:
        case ast.MatchSequence() | ast.MatchMapping():
            return True
        case ast.MatchClass(patterns=patterns, kwd_patterns=keywords):
            return bool(patterns or keywords)
        case _:
            return False


def _is_irrefutable(node: ast.pattern) -> bool:
    match node:
        case ast.MatchAs(pattern=None):
            return True
        case ast.MatchAs(pattern=ast.pattern() as pattern):
            return _is_irrefutable(pattern)
        case ast.MatchOr(patterns=patterns):
            return any(_is_irrefutable(each) for each in patterns)
        case _:
            return False


MATCH: dict[type, LowerStatement] = {ast.Match: _match}

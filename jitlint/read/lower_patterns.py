"""Lowers `match`: of each pattern, what it compares with, what it binds, whether it unpacks."""

from collections.abc import Iterator

import libcst as cst

from jitlint.read import ir
from jitlint.read.lowering import Lowering, LowerStatement


def _match(state: Lowering, node: cst.Match) -> ir.Statement:
    at = state.place(node)
    subject = state.expression(node.subject)
    return ir.Match(at, subject, tuple([_case(state, case) for case in node.cases]))


def _case(state: Lowering, node: cst.MatchCase) -> ir.Case:
    at = state.place(node)
    pattern = _pattern(state, node.pattern)
    guard = state.optional(node.guard)
    return ir.Case(at, pattern, guard, state.block(node.body))


def _pattern(state: Lowering, node: cst.MatchPattern) -> ir.Pattern:
    at = state.place(node)
    inside = list(_walk(node))
    compares = tuple(
        [state.expression(each.value) for each in inside if isinstance(each, cst.MatchValue)]
    )
    binds = tuple(dict.fromkeys(name.value for each in inside for name in _captures(each)))
    state.scope.names.update(binds)
    unpacks = any(_takes_apart(each) for each in inside)
    whole = _part(state, node)
    return ir.Pattern(at, compares, binds, unpacks, _is_irrefutable(node), whole)


def _part(state: Lowering, node: cst.CSTNode) -> ir.Part:
    at = state.place(node)
    match node:
        case cst.MatchAs(pattern=None, name=name):
            return ir.Part(at, "any", _text(name))
        case cst.MatchAs(pattern=cst.MatchPattern() as pattern, name=name):
            return ir.Part(at, "either", _text(name), (_part(state, pattern),))
        case cst.MatchStar(name=name):
            return ir.Part(at, "rest", _text(name))
        case cst.MatchValue(value=value):
            return ir.Part(at, "value", keys=(_key(value),))
        case cst.MatchMapping(rest=rest):
            return _mapping(state, at, node, _text(rest))
        case cst.MatchClass():
            return _class(state, at, node)
        case cst.MatchOr() | cst.MatchList() | cst.MatchTuple():
            kind = "either" if isinstance(node, cst.MatchOr) else "sequence"
            return ir.Part(at, kind, "", tuple([_part(state, each) for each in _inside(node)]))
        case _:
            return ir.Part(at, "none")


def _mapping(state: Lowering, at: int, node: cst.MatchMapping, rest: str) -> ir.Part:
    keys = [_key(each.key) for each in node.elements]
    inside = [_part(state, each.pattern) for each in node.elements]
    if rest:
        keys.append(None)
        inside.append(ir.Part(at, "rest", rest))
    return ir.Part(at, "mapping", "", tuple(inside), tuple(keys))


def _class(state: Lowering, at: int, node: cst.MatchClass) -> ir.Part:
    cls = state.expression(node.cls)
    keys = [*(None for _ in node.patterns), *(each.key.value for each in node.kwds)]
    inside = tuple([_part(state, each) for each in _inside(node)])
    return ir.Part(at, "class", "", inside, tuple(keys), cls)


def _key(node: cst.CSTNode) -> str | int | None:
    match node:
        case cst.SimpleString():
            value = node.evaluated_value
            return value if isinstance(value, str) else None
        case cst.Integer():
            return node.evaluated_value
        case _:
            return None


def _text(name: cst.Name | None) -> str:
    return "" if name is None else name.value


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in _inside(node):
        yield from _walk(child)


def _inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    match node:
        case cst.MatchOr(patterns=patterns):
            yield from (each.pattern for each in patterns)
        case cst.MatchList(patterns=patterns) | cst.MatchTuple(patterns=patterns):
            yield from (
                each if isinstance(each, cst.MatchStar) else each.value for each in patterns
            )
        case cst.MatchMapping(elements=elements):
            yield from (each.pattern for each in elements)
        case cst.MatchClass(patterns=patterns, kwds=keywords):
            yield from (each.value for each in patterns)
            yield from (each.pattern for each in keywords)
        case cst.MatchAs(pattern=cst.MatchPattern() as pattern):
            yield pattern
        case _:
            pass


def _captures(node: cst.CSTNode) -> Iterator[cst.Name]:
    match node:
        case cst.MatchAs(name=cst.Name() as name) | cst.MatchStar(name=cst.Name() as name):
            yield name
        case cst.MatchMapping(rest=cst.Name() as name):
            yield name
        case _:
            pass


def _takes_apart(node: cst.CSTNode) -> bool:
    match node:
        case cst.MatchList() | cst.MatchTuple() | cst.MatchMapping():
            return True
        case cst.MatchClass(patterns=patterns, kwds=keywords):
            return bool(patterns or keywords)
        case _:
            return False


def _is_irrefutable(node: cst.MatchPattern) -> bool:
    match node:
        case cst.MatchAs(pattern=None):
            return True
        case cst.MatchAs(pattern=cst.MatchPattern() as pattern):
            return _is_irrefutable(pattern)
        case cst.MatchOr(patterns=patterns):
            return any(_is_irrefutable(each.pattern) for each in patterns)
        case _:
            return False


MATCH: dict[type, LowerStatement] = {cst.Match: _match}

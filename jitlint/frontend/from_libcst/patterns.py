"""Converts `match` and its patterns."""

import ast

import libcst as cst
from libcst.metadata import CodePosition

from jitlint.frontend.from_libcst.conversion import Conversion, Convert, word
from jitlint.frontend.from_libcst.expressions import CONSTANTS, in_parentheses


def _match(state: Conversion, node: cst.Match) -> ast.stmt:
    cases = [_case(state, each) for each in node.cases]
    return ast.Match(state.any(node.subject), cases, **state.at(node))


def _case(state: Conversion, node: cst.MatchCase) -> ast.match_case:
    pattern, guard = state.any(node.pattern), state.optional(node.guard)
    return ast.match_case(pattern, guard, state.block(node.body))


def _value(state: Conversion, node: cst.MatchValue) -> ast.pattern:
    return ast.MatchValue(state.any(node.value), **state.at(node.value))


def _singleton(state: Conversion, node: cst.MatchSingleton) -> ast.pattern:
    return ast.MatchSingleton(CONSTANTS[node.value.value], **state.at(node.value))


def _list(state: Conversion, node: cst.MatchList) -> ast.pattern:
    return ast.MatchSequence([state.any(each) for each in node.patterns], **state.at(node))


def _tuple(state: Conversion, node: cst.MatchTuple) -> ast.pattern:
    inside = [state.any(each) for each in node.patterns]
    return ast.MatchSequence(inside, **in_parentheses(state, node))


def _element(state: Conversion, node: cst.MatchSequenceElement) -> ast.pattern:
    return state.any(node.value)


def _star(state: Conversion, node: cst.MatchStar) -> ast.pattern:
    places = state.places
    if node.name:
        return ast.MatchStar(word(node.name), **places.of(node, node.name))
    last = places.next("_", places.start(node))
    end = CodePosition(last.line, last.column + 1)
    return ast.MatchStar(None, **places.between(places.start(node), end))


def _mapping(state: Conversion, node: cst.MatchMapping) -> ast.pattern:
    keys = [state.any(each.key) for each in node.elements]
    patterns = [state.any(each.pattern) for each in node.elements]
    rest = word(node.rest) if node.rest else None
    return ast.MatchMapping(keys, patterns, rest, **state.at(node))


def _class(state: Conversion, node: cst.MatchClass) -> ast.pattern:
    return ast.MatchClass(
        state.any(node.cls),
        [state.any(each) for each in node.patterns],
        [word(each.key) for each in node.kwds],
        [state.any(each.pattern) for each in node.kwds],
        **state.at(node),
    )


def _as(state: Conversion, node: cst.MatchAs) -> ast.pattern:
    name = word(node.name) if node.name else None
    return ast.MatchAs(state.optional(node.pattern), name, **state.at(node))


def _or(state: Conversion, node: cst.MatchOr) -> ast.pattern:
    return ast.MatchOr([state.any(each.pattern) for each in node.patterns], **state.at(node))


MATCH: dict[type, Convert] = {cst.Match: _match}
PATTERNS: dict[type, Convert] = {
    cst.MatchValue: _value,
    cst.MatchSingleton: _singleton,
    cst.MatchList: _list,
    cst.MatchTuple: _tuple,
    cst.MatchSequenceElement: _element,
    cst.MatchStar: _star,
    cst.MatchMapping: _mapping,
    cst.MatchClass: _class,
    cst.MatchAs: _as,
    cst.MatchOr: _or,
}

"""Real files mean, and are where, what a parser of its own and the symbol table say."""

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest
from from_libcst import KINDS, Found, found_by_libcst
from real_files import real_files
from scopes import scopes_of_text
from shapes import cut, lowered, nodes, parsed, shape

from jitlint.core.source import Source
from jitlint.frontend import ir
from jitlint.frontend.locations import locate
from jitlint.frontend.lower import lower, places

FILES = real_files(40)
NO_EXPRESSION = ir.Slice | ir.Starred | ir.Formatted


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def text(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def test_what_is_where_is_what_libcst_says(text: str) -> None:
    assert _found(text) == found_by_libcst(text)


def test_the_text_of_an_expression_read_alone_is_that_expression(text: str) -> None:
    body = lowered(text)
    inside = _indices(body) | _texts(body)
    alone = [
        node
        for node in nodes(body)
        if isinstance(node, ir.Expression)
        and not isinstance(node, NO_EXPRESSION)
        and node.at not in inside
    ]
    extents = locate(Source("some.py", text), [node.at for node in alone])
    for node in alone[::7]:
        (again,) = lowered(f"({cut(text, extents[node.at])}\n)\n")
        assert isinstance(again, ir.Evaluate)
        assert shape(again.value) == shape(node)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="comprehensions share their function's")
def test_its_functions_own_the_names_that_the_symbol_table_says(text: str) -> None:
    found = [
        (node.name, sorted(node.locals))
        for node in nodes(lowered(text))
        if isinstance(node, ir.Function)
    ]
    assert sorted(found) == scopes_of_text(text)


def test_its_ordinals_are_distinct_and_the_same_every_time(text: str) -> None:
    first, second = (lower(parsed(text)) for _ in range(2))
    assert first.body == second.body
    known = places(parsed(text))
    owners = [node.at for node in nodes(first.body) if not isinstance(node, ir.Lambda | ir.Return)]
    assert len(owners) == len(set(owners))
    assert set(owners) <= set(range(len(known)))


def test_the_sample_holds_what_is_worth_comparing() -> None:
    kinds = {type(node) for path in FILES for node in ast.walk(ast.parse(path.read_bytes()))}
    assert {ast.Lambda, ast.JoinedStr, ast.Yield, ast.Try, ast.With, ast.ListComp} <= kinds


def _found(text: str) -> Found:
    body = lowered(text)
    indices = _indices(body)
    asked = [
        node
        for node in nodes(body)
        if type(node).__name__ in KINDS
        and not (isinstance(node, ir.Function) and node.name == "<lambda>")
        and not (isinstance(node, ir.Collection) and node.kind == "tuple" and node.at in indices)
    ]
    extents = locate(Source("some.py", text), [node.at for node in asked])
    return Counter((type(node).__name__, extents[node.at]) for node in asked)


def _indices(body: tuple[ir.Statement, ...]) -> set[int]:
    return {node.index.at for node in nodes(body) if isinstance(node, ir.Subscript)}


def _texts(body: tuple[ir.Statement, ...]) -> set[int]:
    """Returns the ordinals of what stands between the holes of f-strings."""
    formats = [node for node in nodes(body) if isinstance(node, ir.Format | ir.Formatted)]
    parts = [node.parts if isinstance(node, ir.Format) else node.spec for node in formats]
    return {part.at for group in parts for part in group if isinstance(part, ir.Constant)}

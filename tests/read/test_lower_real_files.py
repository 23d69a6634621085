"""Real files lower to what Python's own parser and symbol table make of them."""

import ast
import re
import sys
import warnings
from pathlib import Path

import libcst
import pytest
from from_ast import scopes_of_text, shape_of_text
from real_files import real_files
from shapes import nodes, shape

from jitlint.read import ir
from jitlint.read.lower import lower

FILES = real_files(40)


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def text(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def test_a_real_file_means_what_ast_says(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = shape_of_text(text)
    assert shape(lower(libcst.parse_module(text)).body) == expected


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="comprehensions share their function's")
def test_its_functions_own_the_names_that_the_symbol_table_says(text: str) -> None:
    found = [
        (node.name, node.locals)
        for node in nodes(lower(libcst.parse_module(text)).body)
        if isinstance(node, ir.Function)
    ]
    assert _ordered(found) == _ordered(_unmangled(scopes_of_text(text)))


def test_its_ordinals_are_distinct_and_the_same_every_time(text: str) -> None:
    first, second = (lower(libcst.parse_module(text)) for _ in range(2))
    assert first.body == second.body
    assert len(first.places) == len(second.places)
    owners = [node.at for node in nodes(first.body) if not isinstance(node, ir.Lambda | ir.Return)]
    assert len(owners) == len(set(owners))
    assert set(owners) <= set(range(len(first.places)))


def test_the_sample_holds_what_is_worth_comparing() -> None:
    kinds = {type(node) for path in FILES for node in ast.walk(ast.parse(path.read_bytes()))}
    assert {ast.Lambda, ast.JoinedStr, ast.Yield, ast.Try, ast.With, ast.ListComp} <= kinds


def _ordered(scopes: list[tuple[str, frozenset[str]]]) -> list[tuple[str, list[str]]]:
    return sorted((name, sorted(own)) for name, own in scopes)


def _unmangled(scopes: list[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    """A private name of a class is its class's in the symbol table, and as written in the IR."""
    pattern = re.compile(r"^_[A-Za-z0-9]+(?=__\w*[^_]_?$)")
    return [(name, frozenset(pattern.sub("", each) for each in own)) for name, own in scopes]

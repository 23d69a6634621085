"""Walks over the text of a program meet each node, though they read few fields."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jitlint.frontend import ir
from jitlint.frontend.lower import lower
from jitlint.interpreter.syntax.walk import children, walk, walk_all

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("jit1*.py"))
EVERYTHING = """
import a.b as c
from . import d

@decorated(1)
def f(x, /, y: int = 2, *rest, z=lambda w: w + 1, **more) -> float:
    global g
    nonlocal_ = [i for i in x if i] + [*rest] + [{**more, "a": 1}]
    while x:
        break
    else:
        del x[1:2:3], x.y
    for i, (j, *k) in x:
        i += -j if k else not j
    with open(x) as file, file:
        assert x < y <= z, f"{x!r:>{y}} {z}"
    try:
        yield x
        yield from (await_ := y)
    except (A, B) as error:
        raise error from None
    finally:
        return {1, 2}, "text", 1j, x[..., 0]
    match x:
        case [1, {"k": v, **others}, C(a, b=d) | None as e, *s] if v:
            pass

class K(Base, metaclass=M):
    a: int = 1
    async def g(self):
        return await self.h()
"""
TEXTS = {"everything": EVERYTHING} | {path.stem: path.read_text("utf-8") for path in FIXTURES}


def every(node: Any) -> Iterator[ir.Node]:
    """Yields all nodes that any field leads to."""
    if isinstance(node, ir.Node):
        yield node
    names = node.__struct_fields__ if isinstance(node, msgspec.Struct) else ()
    held: list[Any] = [*node] if isinstance(node, tuple) else [getattr(node, n) for n in names]
    for each in held:
        yield from every(each)


@pytest.mark.parametrize("name", TEXTS)
def test_a_walk_meets_what_any_field_leads_to(name: str) -> None:
    body = lower(ast.parse(TEXTS[name])).body
    expected = sorted(id(node) for node in every(body))
    assert sorted(id(node) for node in walk_all(body)) == expected


@pytest.mark.parametrize("name", TEXTS)
def test_a_walk_leaves_out_what_is_made_within(name: str) -> None:
    body = lower(ast.parse(TEXTS[name])).body
    inside = {
        id(node)
        for made in every(body)
        if isinstance(made, ir.Function | ir.Class | ir.Lambda)
        for held in children(made)
        for node in every(held)
    }
    expected = sorted(id(node) for node in every(body) if id(node) not in inside)
    assert sorted(id(node) for node in walk(body)) == expected

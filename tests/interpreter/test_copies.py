"""Copies: what a trace copies is its own, and the program's stays as it was."""

from pathlib import Path
from typing import Any

import pytest

from jitlint.check.pipeline import check


@pytest.mark.parametrize("how", ["copy.copy", "copy.deepcopy"])
def test_a_copy_belongs_to_the_trace_that_makes_it(how: str, tmp_path: Path) -> None:
    text = f"""
import copy
import jax

class Box:
    def __init__(self):
        self.held = None

BOX, ITEMS, TABLE = Box(), [1], {{"a": 1}}

@jax.jit
def step(x):
    box, items, table = {how}(BOX), {how}(ITEMS), {how}(TABLE)
    box.held = x
    items.append(x)
    table["x"] = x
    return x

step(1.0)
"""
    path = tmp_path / "program.py"
    path.write_text(text)
    assert [finding.code for finding in check([str(path)]).findings] == []
    names: dict[str, Any] = {}
    exec(text, names)
    assert (names["BOX"].held, names["ITEMS"], names["TABLE"]) == (None, [1], {"a": 1})

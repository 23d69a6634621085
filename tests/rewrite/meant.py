"""Programs before and after a rewrite, with the value that was meant by an expression in them."""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest
from mending import HEAD, mended_text


@dataclass(frozen=True)
class Case:
    """A program, what is replaced in it by what, and an expression with the value meant by it.

    `raised` is part of what the program says before, empty where it gives another value.
    """

    text: str
    changes: dict[str, str]
    run: str
    meant: str
    raised: str = "."

    @property
    def after(self) -> str:
        """The program after the rewrite."""
        text = self.text
        for old, new in self.changes.items():
            assert old in text
            text = text.replace(old, new)
        return text


def put_right(case: Case, tmp_path: Path) -> None:
    """Asserts what is written, that it stays, and what both programs do."""
    assert mended_text(case.text, tmp_path, unsafe=True) == case.after
    assert mended_text(case.after, tmp_path, unsafe=True) == case.after
    wanted, found = value_of(f"{HEAD}y = {case.meant}\n", "y"), value_of(case.after, case.run)
    assert is_close(wanted, found)
    if case.raised:
        with pytest.raises(Exception, match=case.raised):
            value_of(case.text, case.run)
    else:
        assert not is_close(wanted, value_of(case.text, case.run))


def is_close(wanted: Any, found: Any) -> bool:
    """Returns whether two values have the same leaves, lists being some; other structures raise."""
    close: Any = jax.tree.map(np.allclose, wanted, found, is_leaf=lambda e: isinstance(e, list))
    return bool(jax.tree.all(close))


def value_of(text: str, run: str) -> Any:
    """Returns what an expression gives in a program."""
    names: dict[str, Any] = {}
    exec(compile(text, "program.py", "exec"), names)
    return eval(compile(ast.parse(run, mode="eval"), "program.py", "eval"), names)

"""What a call does besides returning a result: the lines that it writes, the state that it changes.

Numbers in them are compared as results are, since compiled arithmetic may differ from Python's.
"""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import zip_longest
from math import isclose
from typing import TypeVar

from ..limits import RESULT_TOLERANCE
from ..program.user_code import shortened
from ..program.userjax import jax
from .snapshot import Snapshot

Result = TypeVar("Result")
NUMBER = re.compile(r"(-?\d+\.?\d*(?:e[-+]?\d+)?)")
LONGEST_EFFECT_TEXT = 60


@dataclass(frozen=True, slots=True)
class Effects:
    """The lines that a call has written, and what has another value after it, both in order."""

    output: tuple[str, ...] = ()
    state: tuple[str, ...] = ()

    @classmethod
    def of(cls, program: Snapshot, run: Callable[[], Result]) -> tuple[Result, "Effects"]:
        """Returns what `run` returns, and its effects, which are undone."""
        stream = io.StringIO()
        program.restore()
        with redirect_stdout(stream), redirect_stderr(stream):
            result = run()
            jax.effects_barrier()
        found = cls(tuple(sorted(stream.getvalue().splitlines())), tuple(sorted(program.changes())))
        program.restore()
        return result, found

    def __bool__(self) -> bool:
        return bool(self.output or self.state)

    def difference(self, now: "Effects") -> str:
        """Returns how the effects are others now, or an empty text."""
        for said, was, found in (
            ("wrote", self.output, now.output),
            ("left", self.state, now.state),
        ):
            pairs = zip_longest(was, found, fillvalue="nothing")
            if other := [pair for pair in pairs if not _alike(*pair)]:
                old, new = (shortened(each, LONGEST_EFFECT_TEXT) for each in other[0])
                return f"it {said} {old}, and now {new}"
        return ""


def _alike(one: str, other: str) -> bool:
    """Returns whether two texts are equal but for the last digits of their numbers."""
    parts, others = NUMBER.split(one), NUMBER.split(other)
    if len(parts) != len(others) or parts[::2] != others[::2]:
        return False
    numbers = zip(map(float, parts[1::2]), map(float, others[1::2]), strict=True)
    near = RESULT_TOLERANCE
    return all(isclose(a, b, rel_tol=near, abs_tol=near) for a, b in numbers)

"""A longer program takes as much more memory as it is longer, whatever it doubles or inherits.

Memory is counted in the bytes that Python allocates to check a program, at most at once, beside
those for an empty one.
"""

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.interpreter.domain.limits import CLASS_ORDER

TRACED = "import jax\n@jax.jit\ndef f(x):\n"
FLAGGED = "    return float(x)\n"


def tuples_that_double(depth: int) -> str:
    return f"{TRACED}    t = (x, x)\n" + "    t = (*t, *t)\n" * depth + FLAGGED


def dicts_that_double(depth: int) -> str:
    row = "    t = {**t, **{k + k: v for k, v in t.items()}}\n"
    return f"{TRACED}    t = {{'a': x}}\n" + row * depth + FLAGGED


def lists_that_nest(depth: int) -> str:
    return f"{TRACED}    t = x\n" + "    t = [t, t]\n" * depth + FLAGGED


def texts_that_double(depth: int) -> str:
    return f"{TRACED}    t = 'text'\n" + "    t = t + t\n" * depth + FLAGGED


def classes(depth: int) -> str:
    """Each class inherits from the one before it, beyond what an order may have."""
    chain = (f"class B{n}(B{n - 1}): pass\n" for n in range(1, depth + 1))
    return f"class B0:\n    pass\n{''.join(chain)}{TRACED}    y = B{depth}()\n{FLAGGED}"


PROGRAMS: dict[Callable[[int], str], int] = {
    tuples_that_double: 20, dicts_that_double: 20, lists_that_nest: 20, texts_that_double: 30,
    classes: CLASS_ORDER,
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_memory_grows_with_the_text(tmp_path: Path, program: Callable[[int], str]) -> None:
    texts = [program(times * PROGRAMS[program]) for times in (1, 2)]
    most_bytes(tmp_path / "warm", texts)  # which imports what comes late, and fills small caches
    least = most_bytes(tmp_path / "empty", [""])
    short, long = (most_bytes(tmp_path / str(len(each)), [each]) - least for each in texts)
    assert 0 < short <= long <= 2.2 * short


def most_bytes(folder: Path, texts: list[str]) -> int:
    """Returns how many bytes are allocated at once, at most, to check modules."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"m{number}.py").write_text(text)
    gc.collect()
    tracemalloc.start()
    try:
        found = check([str(folder)], Settings([str(folder)], resources=Resources(cached=False)))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found.findings) == sum(map(bool, texts))
    return most

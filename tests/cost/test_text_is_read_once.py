"""Questions that the text of a function answers are asked of it once, not at each of its lines."""

import sys
from pathlib import Path
from types import FrameType

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.interpreter.syntax.walk import walk, walk_all

LINES = 40
SLACK = 1.1
HEAD = "import jax\nimport jax.numpy as jnp\n\ndef called(x):\n    return x\n\n"


def nodes_walked(path: Path, text: str) -> int:
    """Returns how many nodes are looked into where a rule of thumb needs no abstract run."""
    path.write_text(HEAD + text)
    walked = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal walked
        is_walk = frame.f_code in (walk.__code__, walk_all.__code__)
        walked += event == "call" and is_walk  # a generator is called for each node

    sys.setprofile(count)
    try:
        check([str(path)], Settings([str(path)], resources=Resources(cached=False)))
    finally:
        sys.setprofile(None)
    return walked


def assert_twice_the_lines_are_twice_the_nodes(tmp_path: Path, head: str, line: str) -> None:
    first, second, fourth = (
        nodes_walked(tmp_path / f"lines{times}.py", head + line * times * LINES)
        for times in (1, 2, 4)
    )
    assert fourth - second < 2 * SLACK * (second - first)


def test_where_a_wrapper_may_have_a_twin_with_static_arguments(tmp_path: Path) -> None:
    line = "    if flag: f = jax.jit(called)\n"
    assert_twice_the_lines_are_twice_the_nodes(tmp_path, "def choose(flag):\n", line)


def test_where_a_test_chooses_between_libraries(tmp_path: Path) -> None:
    line = "    y = x if isinstance(x, jnp.ndarray) else None\n"
    assert_twice_the_lines_are_twice_the_nodes(tmp_path, "@jax.jit\ndef choose(x):\n", line)


def test_where_a_called_function_may_ask_for_tracers(tmp_path: Path) -> None:
    head = "def asked(x):\n" + "    x = called(x)\n" * LINES + "    return unknown(x)\n\n"
    twice = "def asked(x):\n" + "    x = called(x)\n" * 2 * LINES + "    return unknown(x)\n\n"
    calls = "def asks(x):\n" + "    if asked(x): x = called(x)\n" * LINES
    short, long = (
        nodes_walked(tmp_path / f"{name}.py", text + calls)
        for name, text in (("short", head), ("long", twice))
    )
    assert long < 2 * short
    assert long - short < LINES * LINES

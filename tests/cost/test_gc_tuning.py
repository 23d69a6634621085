"""During a run Python collects no garbage, and asks for no memory again and again."""

import gc
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment

from jitlint.check.pipeline import check
from jitlint.core.gc_tuning import in_one_stack_chunk, without_gc

TURNS, DEPTHS = 100, range(0, 400, 4)
FEW = 100  # page faults
MODULE = "import jax\n\n\n@jax.jit\ndef f(x):\n    return x if x > 0 else -x\n"
COMMAND = """\
import gc
from jitlint.__main__ import run
before = [each["collections"] for each in gc.get_stats()]
run()
after = [each["collections"] for each in gc.get_stats()]
print("collected:", before != after, "left to look through:", len(gc.get_objects()) > 100)
"""


def down(depth: int) -> int:
    return depth and down(depth - 1)


def to_and_fro(depth: int) -> None:
    """Calls to and fro at a depth, which for some depths is the border of a chunk of frames."""
    if depth:
        return to_and_fro(depth - 1)
    for _ in range(TURNS):
        down(20)


def faults() -> int:
    """Returns how often memory had to be provided meanwhile."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in DEPTHS:
        to_and_fro(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_deep_calls_ask_for_no_memory_again_and_again() -> None:
    assert in_one_stack_chunk(faults) < FEW


def test_what_a_function_returns_or_raises_comes_through() -> None:
    assert in_one_stack_chunk(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        in_one_stack_chunk(lambda: 1 // 0)


def test_nothing_is_collected_during_a_run(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE)
    collecting: dict[str, bool] = {}
    check(
        [str(tmp_path)],
        progress=lambda stage, done, total: collecting.update({stage: gc.isenabled()}),
    )
    assert collecting == {"reading": False, "tracing": False}
    assert gc.isenabled()


def test_who_has_switched_collecting_off_finds_it_off() -> None:
    gc.disable()
    try:
        with without_gc():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_command_ends_without_looking_for_cycles(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE)
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "module.py"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "JIT101" in done.stdout
    assert done.stdout.endswith("collected: False left to look through: False\n")

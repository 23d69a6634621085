"""A memoised function keeps what modules make it return, whichever of them a later run traces."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jitlint.cache.store import CacheStore
from jitlint.check.pipeline import CheckRequest, CheckResult, check

TABLES = """
import functools
import jax.numpy as jnp

@functools.cache
def table():
    return jnp.arange(3.0)

def prepare():
    return table()
"""
TRAIN = """
import jax
from house.tables import table

@jax.jit
def step(x):
    return x + table()
"""
CALLS = {
    "itself": "from house.tables import table\ntable()\n",
    "by another function": "from house.tables import prepare\nprepare()\n",
    "in a callback": "import jax\nimport house.tables as t\njax.tree.map(lambda x: t.table(), 1)\n",
    "when imported": "import house.start\n",
}
Ask = Callable[..., tuple[CheckResult, int]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    house = tmp_path / "house"
    house.mkdir()
    (tmp_path / "pyproject.toml").touch()
    for name, text in {"__init__": "", "tables": TABLES, "train": TRAIN}.items():
        (house / f"{name}.py").write_text(text)
    (house / "start.py").write_text(CALLS["itself"])
    (house / "alike.py").write_text("from house.tables import prepare\n")
    return house


@pytest.fixture
def ask(house: Path, tmp_path: Path) -> Ask:
    """Returns a run, and how many modules were traced in it."""

    def run(cached: bool = True) -> tuple[CheckResult, int]:
        traced = {"tracing": 0}
        request = CheckRequest(cache=CacheStore(str(tmp_path / "cache")) if cached else None)
        done = check([str(house)], request, lambda stage, _, total: traced.update({stage: total}))
        return done, traced["tracing"]

    return run


def codes(result: CheckResult) -> list[str]:
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize("start", CALLS.values(), ids=CALLS)
def test_what_a_module_has_called_is_remembered_when_another_is_traced(
    ask: Ask, house: Path, start: str
) -> None:
    (house / "other.py").write_text(start)
    assert codes(ask()[0]) == []
    (house / "train.py").write_text(TRAIN.replace("x + table()", "x - table()"))
    again, traced = ask()
    assert (codes(again), traced) == ([], 1)


@pytest.mark.parametrize("start", [CALLS["itself"], CALLS["by another function"]])
def test_a_module_that_calls_no_more_lets_others_fill_the_cache_in_a_trace(
    ask: Ask, house: Path, start: str
) -> None:
    (house / "start.py").write_text(start)
    assert codes(ask()[0]) == []
    (house / "start.py").unlink()
    assert codes(ask()[0]) == ["JIT502"]
    (house / "start.py").write_text(start)
    assert codes(ask()[0]) == []


def test_of_two_modules_that_make_the_same_call_each_remembers_it(ask: Ask, house: Path) -> None:
    (house / "start.py").write_text(CALLS["by another function"])
    (house / "alike.py").write_text(CALLS["by another function"])
    assert codes(ask()[0]) == []
    (house / "alike.py").unlink()
    (house / "train.py").write_text(TRAIN.replace("x + table()", "x - table()"))
    assert codes(ask()[0]) == codes(ask(cached=False)[0]) == []


def test_a_trace_that_a_module_begins_finds_what_another_keeps(ask: Ask, house: Path) -> None:
    begins = f"{TRAIN}\nstep(1.0)\n"
    (house / "alike.py").write_text(begins)
    assert codes(ask()[0]) == []
    (house / "alike.py").write_text(begins.replace("1.0", "2.0"))
    again, traced = ask()
    assert (codes(again), traced) == ([], 1)


LATE = """
import jax
from house.tables import table

@jax.jit
def step(x):
    return x + table()

step(1.0)
kept = table()
"""


def test_a_module_that_calls_only_after_a_trace_has_let_it_fill_the_cache(
    ask: Ask, house: Path
) -> None:
    (house / "start.py").unlink()
    (house / "train.py").unlink()
    (house / "late.py").write_text(LATE)
    assert codes(ask()[0]) == ["JIT502"]
    (house / "late.py").write_text(LATE.replace("step(1.0)", "table()\nstep(1.0)"))
    assert codes(ask()[0]) == []
    (house / "late.py").write_text(LATE)
    (house / "start.py").write_text(CALLS["itself"])
    assert codes(ask()[0]) == []
    (house / "start.py").unlink()
    assert codes(ask()[0]) == codes(ask(cached=False)[0]) == ["JIT502"]

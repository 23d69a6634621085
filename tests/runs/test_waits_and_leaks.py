"""A run tells where the program waits for JAX, and which tracers it still holds at its end."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jitlint.runs.inside.compilation import Compilation, Phase, Run, Wait
from jitlint.runs.rows import rows_of, waits

PYTHON = os.environ.get("JITLINT_TEST_PYTHON") or sys.executable
Observe = Callable[..., tuple[str, dict[str, Any]]]


@pytest.fixture
def observe(tmp_path: Path) -> Observe:
    """Observes a program; returns the table and the record."""

    def run(text: str, status: int = 0) -> tuple[str, dict[str, Any]]:
        (tmp_path / "program.py").write_text(text, "utf-8")
        command = [sys.executable, "-m", "jitlint", "observe", "--python", PYTHON, "program.py"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        [record] = tmp_path.glob(".jitlint/run-*.json")
        return done.stderr, json.loads(record.read_text("utf-8"))

    return run


READS = """
import os
os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"
import jax, jax.numpy as jnp
f = jax.jit(lambda x: x.sum())
x = jnp.ones((3, 4), "float32")
mesh, spec = jax.make_mesh((2,), "i"), jax.sharding.PartitionSpec(None, "i")
shards = jax.device_put(x, jax.sharding.NamedSharding(mesh, spec))
for i in range(5):
    float(f(x + i))
f(x).item()
x.tolist()
shards.tolist(); shards.tolist()
f(x).block_until_ready()
jax.block_until_ready([f(x), f(x)])
jax.block_until_ready({"one": f(x)})
jax.jit(lambda y: y + x)(x)
"""


def test_each_read_and_each_wait_is_counted_once_at_its_line(observe: Observe) -> None:
    _, record = observe(READS)
    found = {(each["site"][1], each["kind"]): each for each in record["waits"]}
    counted = {at: (each["times"], each["nbytes"]) for at, each in found.items()}
    assert counted == {
        (10, "read"): (5, 20),
        (11, "read"): (1, 4),
        (12, "read"): (1, 48),
        (13, "read"): (1, 48),  # what was put together from shards stays on the host
        (14, "wait"): (1, 0),
        (15, "wait"): (1, 0),
        (16, "wait"): (1, 0),
    }
    assert all(0 < each["seconds"] < record["seconds"] for each in record["waits"])


def test_a_line_that_waits_for_much_of_the_run_is_told_of() -> None:
    seconds = {7: 3.0, 9: 0.1, 11: 2.0}
    found = [Wait(("train.py", row), "read", 1000, 4000, each) for row, each in seconds.items()]
    assert waits(Run(seconds=10.0, waits=found)) == [
        "train.py:7: read 4,000 bytes of arrays 1,000 times, 3.00 s until they were there",
        "train.py:11: read 4,000 bytes of arrays 1,000 times, 2.00 s until they were there",
    ]


@pytest.mark.parametrize(("run_for", "is_said"), [(10.0, False), (3.5, True)])
def test_what_compiles_longer_than_it_can_have_run_is_told_of(
    run_for: float, is_said: bool
) -> None:
    made = Compilation("step", ("a.py", 1), ("a.py", 9), "first call", "", 0.1, compile=Phase(1, 2))
    [row] = rows_of(Run(seconds=run_for, compilations=[made]))
    assert ("compiling took longer than all else in the run" in row.told) is is_said


LEAKS = """
import sys
import jax, jax.numpy as jnp

kept = []

class Model:
    def __call__(self, x):
        self.cache = x * 2
        return x + 1

@jax.jit
def step(x):
    kept.append(jnp.sin(x))
    return x + 1

model = Model()
step(jnp.ones(3))
jax.vmap(model)(jnp.ones((3, 2)))
"""
LEAKED = [("kept", "f32[3]"), ("model.cache", "f32[2]")]


@pytest.mark.parametrize(("end", "status"), [("", 0), ("sys.exit(3)", 3)])
def test_a_tracer_that_the_program_holds_at_its_end_has_leaked(
    observe: Observe, end: str, status: int
) -> None:
    table, record = observe(LEAKS + end, status)
    assert [(each["name"], each["type"]) for each in record["leaks"]] == LEAKED
    line = r"^`model.cache` in \S*program.py holds a tracer, f32\[2\], after its trace"
    assert re.search(line, table, re.MULTILINE)


def test_a_crash_inside_of_a_trace_is_no_leak(observe: Observe) -> None:
    _, record = observe(LEAKS.replace("return x + 1", "return x if x.sum() > 0 else -x"), 1)
    assert record["leaks"] == []


def test_a_program_that_keeps_results_alone_leaks_nothing(observe: Observe) -> None:
    _, record = observe(READS + "kept = [f(x), f, jax.make_jaxpr(f)(x), jax.vjp(f, x)]\n")
    assert record["leaks"] == []

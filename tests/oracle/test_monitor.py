"""The monitor records what is known beforehand of a small program."""

import runpy
import sys
from pathlib import Path

import pytest

PROGRAM = """\
import jax
import jax.numpy as jnp
import numpy as np
TABLE = np.ones(3)

def inner(x, size, table):
    pair = {"x": x, "n": 1}
    if size > 2:
        return pair["x"] * table.sum()
    return x

@jax.jit
def outer(x):
    return inner(x, 3, TABLE)

def asks(x):
    if x > 0:
        return x
    return -x

def plain(x):
    return inner(x, 1, TABLE)

outer(1.0)
jax.grad(asks)(1.0)
jax.vmap(lambda x: inner(x, 3, TABLE))(jnp.ones(2))
plain(1.0)
try:
    jax.jit(asks)(1.0)
except jax.errors.TracerBoolConversionError:
    pass
"""


@pytest.mark.skipif(sys.version_info < (3, 12), reason="sys.monitoring is of Python 3.12")
def test_the_monitor_sees_what_is_traced_static_and_of_numpy(tmp_path: Path) -> None:
    pytest.importorskip("jax")
    from benchmarks.oracle.monitor import Monitor

    file = tmp_path / "small.py"
    file.write_text(PROGRAM, "utf-8")
    monitor = Monitor(f"{tmp_path}/")
    monitor.start()
    try:
        runpy.run_path(str(file))
    finally:
        monitor.stop()
    seen = {code.co_qualname: each for code, each in monitor.functions.items()}
    assert seen["inner"].transformations == {"jit", "vmap"}
    assert seen["inner"].lines[7] == {"x": {"t"}}
    assert seen["inner"].types[7] == {"x": {"float32[]", "float32[]~"}}
    assert seen["inner"].lines[8] == {"size": {"s"}}
    assert seen["inner"].lines[9] == {"pair": {"T"}, "table": {"n"}}
    assert 10 not in seen["inner"].lines, "ran outside of every trace only"
    assert seen["asks"].transformations == {"grad", "jit"}
    assert "plain" not in seen
    assert monitor.asked == {(str(file), 17, "bool")}
    assert monitor.raised == {(str(file), 17, "TracerBoolConversionError")}

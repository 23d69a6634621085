"""Verification of 100 findings against plain tracing: `python -m benchmarks.verification`.

Both are counted in CPU seconds of the processes that do it, from the end of the import of JAX on,
and once all of them have ended and been waited for.
"""

import argparse
import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.verify import VerifyOptions, verify

MOST = 1.5
CHILD_SUBREAPER = 36
HEAD = "import jax\nimport jax.numpy as jnp\n"
FUNCTION = """
@jax.jit
def step_{0}(x, y):
    h = jnp.tanh(x @ y + {0})
    for _ in range(3):
        h = jax.nn.relu(h @ y) / (1.0 + jnp.linalg.norm(h, axis=-1, keepdims=True))
    loss = jnp.mean(jnp.square(h - x))
    if loss > {0}:
        return h
    return x
"""
DIRECT = """
import sys, time
sys.path.insert(0, {folder!r})
import numpy, jax
started = time.process_time()
import steps
given = numpy.ones((4, 4), numpy.float32)
for name in [f"step_{{number}}" for number in range({count})]:
    try:
        getattr(steps, name).trace(given, given)
    except jax.errors.TracerBoolConversionError:
        pass
    else:
        raise SystemExit(f"{{name}} raised nothing")
print(time.process_time() - started)
"""


def main() -> int:
    """Prints seconds, the ratio, findings a second; returns 1 if the ratio is above the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verification", description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has JAX")
    parser.add_argument("--findings", type=int, default=100, help="default: 100")
    parser.add_argument("--runs", type=int, default=5, help="default: 5, of which the least")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        found = _findings(Path(folder), options.findings)
        given = VerifyOptions(python=options.python, timeout=600.0)
        direct = _after_the_first(
            lambda count: _trace(folder, options.python, count), found, options
        )
        asked = _after_the_first(lambda count: _verify(found[:count], given), found, options)
    ratio = min(asked) / min(direct)
    print(f"traced directly   {_all(direct)} s for {len(found)} functions")
    print(f"verified          {_all(asked)} s for {len(found)} findings, all confirmed")
    print(f"ratio             {ratio:7.2f}   (of the least; at most {MOST})")
    print(f"findings a second {len(found) / min(asked):7.0f}")
    return int(ratio > MOST)


def _findings(folder: Path, count: int) -> Sequence[Finding[Span]]:
    path = folder / "steps.py"
    path.write_text(HEAD + "".join(FUNCTION.format(number) for number in range(count)), "utf-8")
    found = check([str(path)], Settings([], Config())).findings
    assert len(found) == count, f"{len(found)} findings"
    return found


def _after_the_first(
    work: Callable[[int], float], found: Sequence[Finding[Span]], options: argparse.Namespace
) -> list[float]:
    """Returns what all cost more than the first one alone, which fills the caches of JAX.

    Whatever disturbs a run makes it dearer: the least is the truest.
    """
    alone = min(work(1) for _ in range(options.runs))
    more = [work(len(found)) - alone for _ in range(options.runs)]
    return [each * len(found) / (len(found) - 1) for each in more]


def _all(seconds: Sequence[float]) -> str:
    return " ".join(f"{each:7.3f}" for each in seconds)


def _trace(folder: str, python: str, count: int) -> float:
    """Returns the CPU seconds of tracing so many functions."""
    program = DIRECT.format(folder=folder, count=count)
    unfiltered = os.environ | {"JAX_TRACEBACK_FILTERING": "off"}  # as it is for verification
    command = [python, "-B", "-c", program]
    done = subprocess.run(command, check=True, env=unfiltered, capture_output=True, text=True)
    return float(done.stdout)


def _verify(findings: Sequence[Finding[Span]], options: VerifyOptions) -> float:
    """Returns the CPU seconds of all processes but this, once JAX is imported."""
    before, imported = _ended(), list[float]()

    def note(path: str, done: int, total: int) -> None:
        imported.append(_of_children())

    for answer in verify(findings, options, note):
        assert answer.verdict is not None
        assert answer.verdict.outcome == "confirmed", answer.verdict
    _wait_for_all()
    return _ended() - before - imported[0]


def _ended() -> float:
    """Returns the CPU seconds of processes that have ended and been waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _of_children() -> float:
    """Returns the CPU seconds of the processes that this one has started, and that are running."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()
    tasks = [task for each in children for task in Path(f"/proc/{each}/task").iterdir()]
    return sum(int((task / "schedstat").read_text("utf-8").split()[0]) for task in tasks) / 1e9


def _wait_for_all() -> None:
    """Time counts once a process was waited for; what another has left behind comes to this one."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


if __name__ == "__main__":
    sys.exit(main())

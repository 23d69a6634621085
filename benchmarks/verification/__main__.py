"""Verification of 100 findings against plain tracing: `python -m benchmarks.verification`.

Both are counted in CPU seconds of the processes that do it, from the end of the import on, and
once all of them have ended and been waited for.
"""

import argparse
import contextlib
import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from jitlint.config.files import Config
from jitlint.config.settings import Settings
from jitlint.finding import Finding, Span
from jitlint.host import check
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
import sys
sys.path.insert(0, {folder!r})
import numpy, steps, jax
given = numpy.ones((4, 4), numpy.float32)
for name in [f"step_{{number}}" for number in range({count})]:
    try:
        getattr(steps, name).trace(given, given)
    except jax.errors.TracerBoolConversionError:
        pass
    else:
        raise SystemExit(f"{{name}} raised nothing")
"""


def main() -> int:
    """Prints seconds, the ratio, findings a second; returns 1 if the ratio is above the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verification", description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has JAX")
    parser.add_argument("--findings", type=int, default=100, help="default: 100")
    parser.add_argument("--runs", type=int, default=3, help="default: 3, of which the median")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        found = _findings(Path(folder), options.findings)
        given = VerifyOptions(python=options.python, timeout=600.0)
        direct = _after_import(lambda count: _trace(folder, options.python, count), found, options)
        asked = _after_import(lambda count: _verify(found[:count], given), found, options)
    ratio = statistics.median(asked) / statistics.median(direct)
    print(f"traced directly   {_all(direct)} s for {len(found)} functions")
    print(f"verified          {_all(asked)} s for {len(found)} findings, all confirmed")
    print(f"ratio             {ratio:7.2f}   (of the medians; at most {MOST})")
    print(f"findings a second {len(found) / statistics.median(asked):7.0f}")
    return int(ratio > MOST)


def _findings(folder: Path, count: int) -> Sequence[Finding[Span]]:
    path = folder / "steps.py"
    path.write_text(HEAD + "".join(FUNCTION.format(number) for number in range(count)), "utf-8")
    found = check([str(path)], Settings([], Config())).findings
    assert len(found) == count, f"{len(found)} findings"
    return found


def _after_import(
    work: Callable[[int], None], found: Sequence[Finding[Span]], options: argparse.Namespace
) -> list[float]:
    """Returns what all cost more than the first one alone, which pays for the imports."""
    more = [_seconds(work, len(found)) - _seconds(work, 1) for _ in range(options.runs)]
    return [each * len(found) / (len(found) - 1) for each in more]


def _all(seconds: Sequence[float]) -> str:
    return " ".join(f"{each:7.2f}" for each in seconds)


def _seconds(work: Callable[[int], None], count: int) -> float:
    """Returns the CPU time of the processes that were started, all of which have ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work(count)
    _wait_for_all()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _wait_for_all() -> None:
    """Time counts once a process was waited for; what another has left behind comes to this one."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _trace(folder: str, python: str, count: int) -> None:
    program = DIRECT.format(folder=folder, count=count)
    unfiltered = os.environ | {"JAX_TRACEBACK_FILTERING": "off"}  # as it is for verification
    subprocess.run([python, "-B", "-c", program], check=True, env=unfiltered)


def _verify(findings: Sequence[Finding[Span]], options: VerifyOptions) -> None:
    for answer in verify(findings, options):
        assert answer.verdict is not None
        assert answer.verdict.outcome == "confirmed", answer.verdict


if __name__ == "__main__":
    sys.exit(main())

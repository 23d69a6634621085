"""What being observed costs a program: `python -m benchmarks.observing [--python PATH]`.

A loop of 100,000 calls of a small jitted function, which is compiled before, runs with
`jitlint observe` and without it in turn. Prints the median seconds of both and their ratio,
for calls alone and for calls of which each result is read, where each read is counted at its line.
Returns 1 where the first ratio is above 1.05.
"""

import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

PROGRAM = """
import sys, time
import jax, jax.numpy as jnp
f = jax.jit(lambda x, y: (x * y + 1).sum())
x = jnp.ones(8)
float(f(x, x))
began = time.perf_counter()
for _ in range({calls}):
    {statement}
jax.block_until_ready(f(x, x))
open(sys.argv[1], "w").write(str(time.perf_counter() - began))
"""
CALLS = 100_000
RUNS = 7
GOAL = 1.05


def main() -> int:
    """Prints both lines; returns 1 where the ratio of calls alone is above the goal."""
    parser = ArgumentParser(prog="benchmarks.observing")
    parser.add_argument("--python", default=sys.executable, help="default: this one")
    python = parser.parse_args().python
    of_calls = _measure(python, "calls", "f(x, x)")
    _measure(python, "calls, each result read", "float(f(x, x))")
    return 0 if of_calls <= GOAL else 1


def _measure(python: str, name: str, statement: str) -> float:
    plain: list[float] = []
    observed: list[float] = []
    with tempfile.TemporaryDirectory() as directory:
        text = PROGRAM.format(calls=CALLS, statement=statement)
        Path(directory, "loop.py").write_text(text, "utf-8")
        for _ in range(RUNS):
            plain.append(_seconds(directory, [python]))
            observe = [sys.executable, "-m", "jitlint", "observe", "--python", python]
            observed.append(_seconds(directory, observe))
    before, after = statistics.median(plain), statistics.median(observed)
    print(f"{name}: {before:.3f} s alone, {after:.3f} s observed, {after / before:.2f} times")
    return after / before


def _seconds(directory: str, command: list[str]) -> float:
    subprocess.run([*command, "loop.py", "took"], cwd=directory, capture_output=True, check=True)
    return float(Path(directory, "took").read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(main())

"""Campaigns: the amount of each kind of input, split into jobs for several processes."""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

from tools.fuzz import batches
from tools.fuzz.corruptions import BREAKS
from tools.fuzz.modules import generated
from tools.fuzz.mutation import mutated
from tools.fuzz.sample import Sample

AT_ONCE = {"generated": 200, "mutated": 100, "corruptions": 20, "kills": 5}
"""So many samples are linted together; so many caches and commands are one job."""
CHECKS = {"corruptions": "is_harmless_when_broken", "kills": "is_whole_when_killed"}
TIMES = {"corruptions": BREAKS, "kills": 1}
A_PROGRAM = 1.75
"""So many modules a generated program has on average."""
FLAWED = b"""\
import jax
import numpy as np


@jax.jit
def step(x):
    print(x)
    if x > 0:
        return np.sin(x)
    return float(x)
"""
"""Some of its findings have fixes."""
EXAMPLES = 2
"""So many failures of one signature are made small."""

Case = batches.Case


@dataclass(slots=True)
class Tally:
    """The result of one campaign."""

    name: str
    done: int = 0
    size: int = 0
    seconds: float = 0.0
    rules: Counter[str] = field(default_factory=Counter[str])
    cases: list[Case] = field(default_factory=list[Case])

    def add(self, done: batches.Checked) -> None:
        """Adds what one job came to."""
        self.done += done.done
        self.size += done.size
        self.rules += done.rules
        self.cases += done.cases

    @property
    def signatures(self) -> Counter[str]:
        """The number of times that each failure was met."""
        return Counter(case.failure.signature for case in self.cases)


def samples_of(name: str, seed: int, numbers: range) -> list[Sample]:
    """Returns the samples of some numbers."""
    make = {"generated": generated, "mutated": mutated}[name]
    return [make(seed, number) for number in numbers]


def run(tally: Tally, seed: int, wanted: int, pool: Executor) -> None:
    """Adds to a tally what comes of so many modules, caches or commands, and tells how it goes."""
    started, step, at = perf_counter(), AT_ONCE[tally.name], 0
    while tally.done < wanted:
        left = wanted - tally.done
        end = at + (int(left / A_PROGRAM) + 1 if tally.name == "generated" else left)
        ranges = [range(start, min(start + step, end)) for start in range(at, end, step)]
        at = end
        for done in pool.map(partial(_job, tally.name, seed), ranges):
            tally.add(done)
            tally.seconds = perf_counter() - started
            _tell(tally, wanted, done)


def _tell(tally: Tally, wanted: int, done: batches.Checked) -> None:
    """Says how far a campaign is, and what has just failed."""
    lines = [f"{tally.name}: {tally.done:,} of {wanted:,}, {tally.seconds:.0f} s"]
    for case in done.cases:
        origins = ", ".join(sample.origin for sample in case.samples[:3])
        lines.append(f"  {case.failure.kind}: {case.failure.sentence[:200]} ({origins})")
    print(*lines, sep="\n", file=sys.stderr, flush=True)


def examples(cases: Sequence[Case]) -> list[Case]:
    """Returns the first cases of each signature."""
    seen = Counter[str]()
    chosen = list[Case]()
    for case in cases:
        seen[case.failure.signature] += 1
        if seen[case.failure.signature] <= EXAMPLES:
            chosen.append(case)
    return chosen


def reduced(cases: Sequence[Case], pool: Executor) -> list[Case]:
    """Returns cases, made small."""
    return list(pool.map(batches.shrunk, cases))


def _job(name: str, seed: int, numbers: range) -> batches.Checked:
    """Does what one process does at once."""
    return (_tried if name in CHECKS else _batch)(name, seed, numbers)


def _batch(name: str, seed: int, numbers: range) -> batches.Checked:
    batch = numbers.start // AT_ONCE[name]
    return batches.checked(samples_of(name, seed, numbers), seed * 1_000_003 + batch)


def _tried(name: str, seed: int, numbers: range) -> batches.Checked:
    """Breaks caches, or kills commands: over some files of their own."""
    flawed = Sample("flawed", {"flawed.py": FLAWED, "more.py": FLAWED.replace(b"step", b"go")})
    done, times = batches.Checked(), TIMES[name]
    for number in numbers[::times]:
        own = seed * 1_000_003 + number
        samples = [flawed, generated(own, 0), generated(own, 1)]
        done.done += times
        done.size += sum(sample.size for sample in samples)
        done.cases += batches.tried(CHECKS[name], samples, own)
    return done

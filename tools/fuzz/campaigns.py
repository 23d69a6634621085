"""What is tried in one run: how much of each kind, split into jobs for several processes."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from time import perf_counter

from tools.fuzz import batches
from tools.fuzz.modules import generated
from tools.fuzz.mutation import mutated
from tools.fuzz.sample import Sample

AT_ONCE = {"generated": 100, "mutated": 40, "corruptions": 20, "kills": 5}
"""So many samples are linted together; so many caches and commands are one job."""
CHECKS = {"corruptions": "is_harmless_when_broken", "kills": "is_whole_when_killed"}
A_PROGRAM = 1.75
"""So many modules a generated program has on average, or some more."""
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
"""What is found in it can in part be put right."""
EXAMPLES = 2
"""So many failures of one signature are made small."""

Case = batches.Case


@dataclass(slots=True)
class Tally:
    """What one campaign came to."""

    name: str
    done: int = 0
    size: int = 0
    seconds: float = 0.0
    rules: Counter[str] = field(default_factory=Counter[str])
    cases: list[Case] = field(default_factory=list[Case])

    @property
    def signatures(self) -> Counter[str]:
        """How often each failure was met."""
        return Counter(case.failure.signature for case in self.cases)


def samples_of(name: str, seed: int, numbers: range) -> list[Sample]:
    """Returns the samples of some numbers."""
    make = {"generated": generated, "mutated": mutated}[name]
    return [make(seed, number) for number in numbers]


def campaign(name: str, seed: int, wanted: int, pool: Executor) -> Tally:
    """Returns what came of so many modules, caches or commands."""
    started, tally = perf_counter(), Tally(name)
    count = int(wanted / A_PROGRAM) + 1 if wanted and name == "generated" else wanted
    step = AT_ONCE[name]
    ranges = [range(at, min(at + step, count)) for at in range(0, count, step)]
    work = _tried if name in CHECKS else _batch
    for done in pool.map(work, [name] * len(ranges), [seed] * len(ranges), ranges):
        tally.done += done.done
        tally.size += done.size
        tally.rules += done.rules
        tally.cases += done.cases
    tally.seconds = perf_counter() - started
    return tally


def reduced(cases: Sequence[Case], pool: Executor) -> list[Case]:
    """Returns the first cases of each signature, made small."""
    seen = Counter[str]()
    chosen = list[Case]()
    for case in cases:
        seen[case.failure.signature] += 1
        if seen[case.failure.signature] <= EXAMPLES:
            chosen.append(case)
    return list(pool.map(batches.shrunk, chosen))


def _batch(name: str, seed: int, numbers: range) -> batches.Checked:
    batch = numbers.start // AT_ONCE[name]
    return batches.checked(samples_of(name, seed, numbers), seed * 1_000_003 + batch)


def _tried(name: str, seed: int, numbers: range) -> batches.Checked:
    """Breaks caches, or kills commands: one for each number, over files of its own."""
    done = batches.Checked(len(numbers))
    flawed = Sample("flawed", {"flawed.py": FLAWED, "more.py": FLAWED.replace(b"step", b"go")})
    for number in numbers:
        own = seed * 1_000_003 + number
        samples = [flawed, generated(own, 0), generated(own, 1)]
        done.size += sum(sample.size for sample in samples)
        done.cases += batches.tried(CHECKS[name], samples, own)
    return done

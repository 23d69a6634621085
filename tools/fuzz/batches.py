"""Checks many samples at once, and finds those that a failure is owed to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tools.fuzz.bench import Failure, bench
from tools.fuzz.command import SECONDS
from tools.fuzz.corruptions import is_harmless_when_broken
from tools.fuzz.invariants import CHECKS
from tools.fuzz.kills import is_whole_when_killed, is_whole_whenever_killed
from tools.fuzz.sample import Sample
from tools.fuzz.shrinking import smaller, smallest

MORE_CHECKS = (is_harmless_when_broken, is_whole_when_killed, is_whole_whenever_killed)
EVERY_CHECK = {**CHECKS, **{each.__name__: each for each in MORE_CHECKS}}
WIDER = {is_whole_when_killed.__name__: is_whole_whenever_killed.__name__}
"""The checks of smaller samples, in which the same choices mean something else."""
SHORTER = {each.__name__: 10 for each in MORE_CHECKS}
FIXED, FIXED_AT_ONCE = 30, 6
"""So many samples of a batch are put right, and so many of them together: each round costs all."""
APART = 3
"""One batch of so many is checked in two halves too."""
ROUNDS = 6
"""The number of times that a batch is checked again without the failed samples."""


@dataclass(frozen=True, slots=True)
class Case:
    """A failure of a check, with the samples that show it."""

    check: str
    failure: Failure
    samples: tuple[Sample, ...]
    seed: int

    def fails(self, samples: Sequence[Sample]) -> bool:
        """Returns whether other samples show the same."""
        signature = self.failure.signature
        return any(each.signature == signature for each in found(self.check, samples, self.seed))


@dataclass(slots=True)
class Checked:
    """The result of checking a batch."""

    done: int = 0
    size: int = 0
    rules: Counter[str] = field(default_factory=Counter[str])
    cases: list[Case] = field(default_factory=list[Case])


def found(check: str, samples: Sequence[Sample], seed: int) -> list[Failure]:
    """Returns what one check finds in samples."""
    with bench(samples, seed, SHORTER.get(check, SECONDS)) as made:
        return list(EVERY_CHECK[check](made)) if samples else []


def checked(samples: Sequence[Sample], seed: int) -> Checked:
    """Returns what all checks find in a batch; each failure with the samples it is owed to."""
    done = Checked(sum(len(s.files) for s in samples), sum(s.size for s in samples))
    names = list(CHECKS)[: -1 if seed % APART == 0 else -2]
    with bench(samples, seed) as made:
        for name in names:
            done.cases += _cases(name, list(CHECKS[name](made)), samples, seed)
        findings = made.cold.findings or []
    done.rules.update(finding["code"] for finding in findings)
    fixable = {name for each in findings if each["fix"] for name in made.names_in(each["filename"])}
    chosen = [sample for sample in samples if sample.name in fixable][:FIXED]
    for at in range(0, len(chosen), FIXED_AT_ONCE):
        few = chosen[at : at + FIXED_AT_ONCE]
        done.cases += _cases("is_fixed", found("is_fixed", few, seed + at), few, seed + at)
    return done


def tried(check: str, samples: Sequence[Sample], seed: int) -> list[Case]:
    """Returns what one check finds that looks at all samples together."""
    return [Case(check, each, tuple(samples), seed) for each in found(check, samples, seed)]


def shrunk(case: Case) -> Case:
    """Returns a case that fails in the same way with as little as can be."""
    case = replace(case, check=WIDER.get(case.check, case.check))
    kept = smallest(case.samples, case.fails) if len(case.samples) > 1 else list(case.samples)
    for number, sample in enumerate(kept):
        others = [each for each in kept if each is not sample]
        kept[number] = smaller(sample, lambda one, others=others: case.fails([*others, one]))
    failures = found(case.check, kept, case.seed)
    same = [each for each in failures if each.signature == case.failure.signature]
    return Case(case.check, same[0] if same else case.failure, tuple(kept), case.seed)


def _cases(
    check: str, failures: Sequence[Failure], samples: Sequence[Sample], seed: int
) -> Iterator[Case]:
    """Yields what is owed to which samples, and what is found when those are left out."""
    left = list(samples)
    for _ in range(ROUNDS if failures else 0):
        culprits = set[str]()
        for failure in _each_once(failures):
            case = Case(check, failure, tuple(left), seed)
            owed = _owed_to(case, culprits)
            culprits |= {sample.name for sample in owed}
            yield Case(check, failure, tuple(owed), seed)
        left = [sample for sample in left if sample.name not in culprits]
        failures = found(check, left, seed)
        if not failures:
            return


def _each_once(failures: Sequence[Failure]) -> Iterator[Failure]:
    """Yields the first failure of each kind of each sample."""
    seen = set[tuple[str, frozenset[str]]]()
    for failure in failures:
        if (failure.signature, failure.suspects) not in seen:
            seen.add((failure.signature, failure.suspects))
            yield failure


def _owed_to(case: Case, culprits: set[str]) -> list[Sample]:
    """Returns the samples that show a failure without the others; all if none does alone."""
    suspects = [sample for sample in case.samples if sample.name in case.failure.suspects]
    if suspects and case.fails(suspects):
        return suspects
    if case.failure.suspects & culprits:
        return suspects
    return smallest(case.samples, case.fails)

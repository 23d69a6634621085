"""Whatever has become of a cache, a run finds what it finds without one, and mends it."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from command import write_project
from corruption import CORRUPTIONS, Corruption, mend, remove

from jitlint.cache.entries import CachedValues
from jitlint.cache.store import CacheStore
from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.core.finding import Claim, Finding, Outcome, Span, Verdict
from jitlint.core.result import CheckResult
from jitlint.verify.client.questions import by_module
from jitlint.verify.client.scheduler import VerdictWithReads
from jitlint.verify.client.verdict_cache import VerdictCache

HELPER = "def choose(x):\n    return 1 if x > 0 else 2\n"
CALLER = "import jax\nfrom helper import choose\n\nstep = jax.jit(choose)\n"
OUTCOMES: tuple[Outcome, ...] = ("confirmed", "refuted")
LOOKED_UP_BEFORE: dict[str, tuple[str, ...]] = {
    "installed": (),
    "runs": (),
    "traces": ("runs",),
    "shapes": ("runs",),
    "extents": ("runs", "traces"),
    "facts": ("runs", "traces", "extents"),
}
"""For each kind of entry those kinds that must be gone for it to be read."""


class Cache:
    """A project with a cache, and what a run without one finds in it."""

    def __init__(self, project: Path) -> None:
        self.project, self.at = project, project / ".jitlint_cache"
        self._edits = 0
        self.ask()

    def ask(self, *, cached: bool = True) -> CheckResult:
        asked = [str(self.project)]
        return check(asked, Settings(asked, resources=Resources(cached=cached)))

    def corrupt(self, kind: str, corruption: Corruption, chance: random.Random) -> None:
        """Corrupts an entry of a kind, and has the next run look at it."""
        for other in LOOKED_UP_BEFORE[kind]:
            for entry in (self.at / other).iterdir():
                remove(entry)
        corruption(chance.choice(sorted((self.at / kind).iterdir())), chance)
        if kind == "shapes":  # which are asked what has changed
            self._edits += 1
            (self.project / "helper.py").write_text(f"{'# moved' * self._edits}\n{HELPER}")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    (tmp_path / "pyproject.toml").touch()
    write_project(tmp_path)
    (tmp_path / "helper.py").write_text(HELPER)
    (tmp_path / "caller.py").write_text(CALLER)
    return Cache(tmp_path)


def try_all(cache: Cache, kinds: Iterator[str], corruptions: Iterator[Corruption]) -> int:
    """Corrupts a cache again and again, and compares each run with one without a cache."""
    chance, count = random.Random(14), 0
    for kind, corruption in zip(kinds, corruptions, strict=True):
        cache.corrupt(kind, corruption, chance)
        warm, cold = cache.ask(), cache.ask(cached=False)
        told = f"{kind} {corruption.__name__}"
        assert (told, warm.findings, warm.notes) == (told, cold.findings, ())
        assert (told, warm.counts) == (told, cold.counts)
        assert warm.findings
        for entry in (cache.at / kind).iterdir():
            mend(entry)
        cache.ask()
        count += 1
    return count


@pytest.mark.parametrize("kind", LOOKED_UP_BEFORE)
def test_an_entry_that_is_corrupt_is_made_anew(cache: Cache, kind: str) -> None:
    kinds = (kind for _ in CORRUPTIONS)
    assert try_all(cache, kinds, iter(CORRUPTIONS)) == len(CORRUPTIONS)


@pytest.mark.slow
def test_five_hundred_corruptions_change_no_finding(cache: Cache) -> None:
    order = random.Random(300)
    pairs = [(kind, each) for _ in range(7) for kind in LOOKED_UP_BEFORE for each in CORRUPTIONS]
    order.shuffle(pairs)
    kinds, corruptions = zip(*pairs, strict=True)
    assert try_all(cache, iter(kinds), iter(corruptions)) >= 500


def test_what_is_whole_but_of_another_kind_is_no_entry(tmp_path: Path) -> None:
    directory, name = CacheStore(str(tmp_path / "cache")), "0" * 32
    entries = CachedValues(directory, "facts", dict[int, str], 10)
    entries.keep(name, {1: "one"})
    assert entries.find(name) == {1: "one"}
    others = ([1, 2], {"one": 1}, {1: 2}, None, 1 << 40, "text")
    payloads = [b"", b"\xc1", b"\x91" * 100_000, b"\xdf\xff\xff\xff\xff", b"\x81\x01\xdb\xff\xff"]
    for data in (*payloads, *map(msgspec.msgpack.encode, others)):
        assert directory.write("facts", name, data)
        assert entries.find(name) is None


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda each: each.__name__)
def test_a_verdict_that_is_corrupt_is_the_true_one_or_none(
    tmp_path: Path, corruption: Corruption
) -> None:
    (tmp_path / "a.py").write_text(HELPER)
    path, other = str(tmp_path / "a.py"), str(tmp_path / "b.py")
    claim = Claim("raises", ("TracerBoolConversionError",))
    finding = Finding("JIT101", "name", "error", Span(path, 2, 1, 2, 2), "message", claim)
    questions = by_module([finding])[path]
    confirmed, refuted = (Verdict(outcome, evidence=("seen",)) for outcome in OUTCOMES)
    chance = random.Random(14)

    def kept() -> VerdictCache:
        return VerdictCache(CacheStore(str(tmp_path / "cache"), str(tmp_path)), "here")

    for _ in range(10):
        kept().store(path, questions, {0: VerdictWithReads(confirmed, (path,))})
        kept().store(other, questions, {0: VerdictWithReads(refuted, (path,))})
        assert kept().lookup(path, questions) == {0: confirmed}
        assert kept().lookup(other, questions) == {0: refuted}
        entries = sorted((tmp_path / "cache" / "verdicts").iterdir())
        corruption(chance.choice(entries), chance)
        assert kept().lookup(path, questions) in ({}, {0: confirmed})
        assert kept().lookup(other, questions) in ({}, {0: refuted})
        for entry in entries:
            remove(entry)

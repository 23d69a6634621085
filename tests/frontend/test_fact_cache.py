"""Facts come back from the cache unchanged, and those of another version do not come back."""

import subprocess
import sys
from pathlib import Path

import pytest

from jitlint import __file__ as ours
from jitlint.cache.store import CacheStore
from jitlint.core.source import Source
from jitlint.frontend.decode import load
from jitlint.frontend.fact_cache import FactCache
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.frontend.locations import locate

SEEN = "import jax\n\n\ndef double(x):\n    return 2 * x\n"


@pytest.fixture
def cache(tmp_path: Path) -> FactCache:
    return FactCache(CacheStore(str(tmp_path / "cache")))


def facts_of(source: Source) -> Facts:
    found = read(source)
    assert isinstance(found, Facts)
    return found


def test_all_of_our_own_files_come_back_as_they_were(cache: FactCache) -> None:
    for path in Path(ours).parent.rglob("*.py"):
        source = load(str(path))
        assert isinstance(source, Source)
        facts = facts_of(source)
        cache.keep(source, facts)
        assert cache.find(source) == facts


def test_the_same_text_elsewhere_has_its_own_path(cache: FactCache) -> None:
    cache.keep(Source("a.py", SEEN), facts_of(Source("a.py", SEEN)))
    found = cache.find(Source("b.py", SEEN))
    assert found is not None
    assert found.path == "b.py"


def test_another_text_or_other_cells_are_another_entry(cache: FactCache) -> None:
    cache.keep(Source("a.py", SEEN), facts_of(Source("a.py", SEEN)))
    assert cache.find(Source("a.py", f"{SEEN}\n")) is None
    assert cache.find(Source("a.py", SEEN, ((0, 1),))) is None


@pytest.mark.parametrize("text", ["1" + "0" * 400, "'\\ud800'", "-" * 150 + "1"])
def test_what_cannot_be_written_is_read_again(cache: FactCache, text: str) -> None:
    source = Source("odd.py", f"x = {text}\n")
    facts = facts_of(source)
    cache.keep(source, facts)
    assert cache.find(source) in (None, facts)


def test_places_are_kept_with_those_that_were_asked_for_before(cache: FactCache) -> None:
    source = Source("a.py", SEEN)
    assert cache.extents(source) == {}
    asked = locate(source, range(6))
    cache.keep_extents(source, asked)
    assert cache.extents(source) == asked
    assert cache.extents(Source("a.py", f"\n{SEEN}")) == {}


def test_two_processes_may_write_the_same_entries(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"module{number}.py").write_text(f"{SEEN}\nnumber = {number}\n")
    command = [sys.executable, "-m", "jitlint", "--cache-dir", "cache", "."]
    running = [subprocess.Popen(command, cwd=tmp_path) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    entries = list((tmp_path / "cache" / "facts").iterdir())
    assert len(entries) == 30
    assert not any(entry.name.startswith(".") for entry in entries)

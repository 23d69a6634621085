"""Files read in other processes or on a cluster have the same facts as those read here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import jitlint

from jitlint import __file__ as ours
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.executors import ExecutorError, workers
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.frontend.parallel import ENOUGH, is_worth_it, read_many

pytest_plugins = ["clusters"]


@pytest.fixture
def sources() -> list[Source]:
    found = [load(str(path)) for path in sorted((Path(ours).parent / "project").glob("*.py"))]
    return [source for source in found if isinstance(source, Source)]


class Deadly(Source):
    """A text that ends the worker to which it is sent, unless that finds the file `spared`."""

    spared = os.devnull + "/nothing"

    def __reduce__(self) -> tuple[object, ...]:
        return eval, (
            f"__import__('jitlint.core.source').core.source.Source({self.path!r}, {self.text!r})"
            f" if __import__('os').path.exists({self.spared!r})"
            f" else (open({self.spared!r}, 'w').close(), __import__('os')._exit(1))",
        )


def test_processes_read_what_we_would(sources: list[Source]) -> None:
    broken = Source("broken.py", "def f(:\n")
    notes: list[str] = []
    found = read_many([*sources, broken], 2, "", notes)
    assert found == {source.path: read(source) for source in (*sources, broken)}
    assert isinstance(found["broken.py"], Problem)
    assert notes == []


def test_a_worker_that_dies_is_tried_again(tmp_path: Path, sources: list[Source]) -> None:
    class Once(Deadly):
        spared = str(tmp_path / "spared")

    notes: list[str] = []
    found = read_many([*sources, Once("once.py", "x = 1\n")], 2, "", notes)
    assert notes == []
    assert found["once.py"] == read(Source("once.py", "x = 1\n"))


def test_a_worker_that_dies_twice_leaves_its_files_to_us(tmp_path: Path) -> None:
    class Always(Deadly):
        spared = str(tmp_path / "no" / "such" / "directory")

    notes: list[str] = []
    assert "always.py" not in read_many([Always("always.py", "x = 1\n")], 2, "", notes)
    assert len(notes) == 1
    assert notes[0].startswith("read 1 files in this process, since workers failed twice: ")


WAITING = """
from jitlint.frontend.parallel import read_many
from jitlint.frontend.decode import Source

class Waiting(Source):
    def __reduce__(self):
        return eval, ("print('reading', flush=True) or __import__('threading').Event().wait()",)

read_many([Waiting("a.py", "x = 1\\n" * 60_000), Waiting("b.py", "x = 1\\n")], 2, "", [])
"""


def test_no_worker_outlives_a_run_that_is_killed() -> None:
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdout.readline() == b"reading\n"
        run.kill()
        run.communicate(timeout=120)  # the streams end with the last process that holds them


def test_little_is_read_here() -> None:
    little, much = [Source("a.py", "x\n")], [Source("a.py", "x\n" * (ENOUGH // 4 + 1))]
    assert not is_worth_it(little, 2, "")
    assert not is_worth_it(much, 1, "")
    assert is_worth_it(much, 2, "")
    assert is_worth_it(little, 0, "dask://somewhere:1")


def test_two_processes_need_more_to_be_worth_their_cost_than_four() -> None:
    some = [Source("a.py", "x\n" * (ENOUGH // 6))]
    assert not is_worth_it(some, 2, "")
    assert is_worth_it(some, 4, "")


@pytest.mark.parametrize("address", ["slurm://here:1", "dask", "dask://", "://x:1"])
def test_an_address_that_is_none_is_refused_in_one_line(tmp_path: Path, address: str) -> None:
    done = jitlint(tmp_path, "--executor", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"{address} is neither dask://HOST:PORT nor ray://HOST:PORT\n")
    assert done.stderr.count("\n") == 1


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ExecutorError, match=r"needs the package ray"), workers("ray://here:1", 0):
        pass


@pytest.mark.slow
def test_a_cluster_reads_what_we_would(cluster: str, tmp_path: Path) -> None:
    for number in range(6):
        text = f"import jax\n\n\n@jax.jit\ndef f{number}(x):\n    return int(x)\n"
        (tmp_path / f"module{number}.py").write_text(text)
    (tmp_path / "broken.py").write_text("import jax\ndef f(:\n")
    words = ("--output-format", "json", "--no-cache", ".")
    here = jitlint(tmp_path, "-j", "1", *words)
    there = jitlint(tmp_path, "--executor", cluster, *words)
    assert here.stdout.count('"JIT102"') >= 6
    assert (there.stdout, there.returncode) == (here.stdout, here.returncode)


@pytest.mark.slow
def test_facts_from_a_cluster_are_ours(cluster: str, sources: list[Source]) -> None:
    notes: list[str] = []
    found = read_many(sources, 0, cluster, notes)
    assert notes == []
    assert all(isinstance(facts, Facts) for facts in found.values())
    assert found == {source.path: read(source) for source in sources}

"""Each process of a run leaves a record of its own, however it was started."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jitlint.runs.record_file import read_run

WORK = """
import numpy as np

def work(size):
    import jax
    jax.jit(triple)(np.ones(size, "float32"))
    return size

def triple(x):
    return 3 * x
"""
POOL = """
import multiprocessing, sys
import jax
from work import work

if __name__ == "__main__":
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        print(sorted(pool.map(work, [3, 4], chunksize=1)))
"""
PROCESSES = """
import multiprocessing, sys
from work import work

if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    started = [context.Process(target=work, args=(size,)) for size in (3, 4)]
    for each in started:
        each.start()
    for each in started:
        each.join()
    print([each.exitcode for each in started])
"""
LAUNCHER = """
import subprocess, sys

rank = [sys.executable, "-c", "import sys, work; work.work(int(sys.argv[1]))"]
ranks = [subprocess.Popen([*rank, size]) for size in "34"]
print([each.wait() for each in ranks])
"""
USERS_OWN = "import sys; sys.users_own = __file__\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "work.py").write_text(WORK, "utf-8")
    return tmp_path


def observed(project: Path, program: str, *words: str) -> tuple[str, str, list[Path]]:
    (project / "train.py").write_text(program, "utf-8")
    command = [sys.executable, "-m", "jitlint", "observe", "train.py", *words]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr, sorted(project.glob(".jitlint/run-*.json"))


def compiled(records: list[Path]) -> Iterator[tuple[int, int]]:
    """Yields the process and the count of each record that has compiled."""
    for run in (read_run(str(path)) for path in records):
        if run.count("triple"):
            yield run.process, run.count("triple")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["spawn", "fork", "forkserver"])
def test_each_process_leaves_a_record(way: str, project: Path) -> None:
    said, table, records = observed(project, PROCESSES, way)
    assert said == "[0, 0]\n"
    found = [*compiled(records)]
    assert [count for _, count in found] == [1, 1]
    assert len({process for process, _ in found}) == 2
    assert "the first call, in each of 2 processes" in table


@pytest.mark.slow
def test_the_ranks_of_a_launcher_are_told_as_one_run(project: Path) -> None:
    said, _, records = observed(project, LAUNCHER)
    assert said == "[0, 0]\n"
    assert [count for _, count in compiled(records)] == [1, 1]
    command = [sys.executable, "-m", "jitlint", "report", *map(str, records)]
    told = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert "the first call, in each of 2 processes" in told.stdout
    assert "in 2 processes; yours: 2 compiled" in told.stdout


@pytest.mark.slow
def test_a_pool_that_is_ended_from_outside_leaves_its_records(project: Path) -> None:
    said, _, records = observed(project, POOL, "fork")
    assert said == "[3, 4]\n"
    assert sum(count for _, count in compiled(records)) == 2


def test_what_the_user_runs_at_the_start_of_python_is_run_as_before(project: Path) -> None:
    own = project / "own"
    own.mkdir()
    (own / "sitecustomize.py").write_text(USERS_OWN, "utf-8")
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    (project / "train.py").write_text(program, "utf-8")
    child = (
        "import sys, sitecustomize; print(sys.users_own == sitecustomize.__file__, sys.path[:2])"
    )
    done = subprocess.run(
        [sys.executable, "-m", "jitlint", "observe", "train.py", child],
        cwd=project,
        env={"PYTHONPATH": str(own)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"True ['', {str(own)!r}]\n"
    assert done.stderr == ""

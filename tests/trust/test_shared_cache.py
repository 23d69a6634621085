"""Many runs share a cache: killed, cleaned meanwhile or side by side, each finds what there is."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import BAD, environment
from killed import NEVER, runs

from jitlint.cache.clean import clean
from jitlint.cache.file_stamps import TICK
from jitlint.cache.store import OWN, CacheStore
from jitlint.check.api import check
from jitlint.config.settings import Settings

FILES = 20
ROUNDS = 3


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


def findings(folder: Path) -> tuple[list[str], tuple[str, ...]]:
    """Returns the codes and the notes of a run in this process."""
    done = check([str(folder)], Settings([str(folder)]))
    return [finding.code for finding in done.findings], done.notes


def cache_of(project: Path) -> CacheStore:
    return CacheStore(str(project / ".jitlint_cache"), str(project))


def test_a_cache_is_one_wherever_the_run_that_makes_it_is_killed(project: Path) -> None:
    ended = NEVER
    with runs(project, ".") as command:
        for steps in command.kills():
            assert findings(project) == (["JIT101"], ())
            clean(cache_of(project))
            assert sorted(os.listdir(project)) == ["bad.py", "pyproject.toml"]
            ended = steps
    assert ended > 10


def test_what_killed_runs_leave_is_removed_in_time(project: Path) -> None:
    with runs(project, ".") as command:
        assert command.is_killed(size=500)
    left = [*(project / ".jitlint_cache").rglob(".*.tmp")]
    assert len(left) == 1
    os.utime(left[0], (1e9, 1e9))
    (project / "good.py").write_text("import jax\n")
    assert findings(project) == (["JIT101"], ())
    assert not [*(project / ".jitlint_cache").rglob(".*.tmp")]


def test_runs_side_by_side_agree_while_others_clean(project: Path) -> None:
    for number in range(FILES):
        (project / f"bad{number}.py").write_text(BAD)
    lint = [sys.executable, "-m", "jitlint", "-q", "--output-format", "concise", "."]
    alone = [*lint, "--no-cache"]
    expected = subprocess.run(alone, cwd=project, stdout=subprocess.PIPE, check=False).stdout
    assert expected.count(b"JIT101") == FILES + 1
    for number in range(ROUNDS):
        (project / "bad.py").write_text(f"{BAD}# {number}\n")
        running = [
            subprocess.Popen(
                command, cwd=project, env=environment(), stdout=subprocess.PIPE, text=False
            )
            for command in (lint, lint, [*lint, "-j", "2"], [*lint[:3], "clean", "-q"])
        ]
        said = [(run.communicate()[0], run.returncode) for run in running]
        assert said == [(expected, 1)] * 3 + [(b"", 0)]
    clean(cache_of(project))
    assert not (project / ".jitlint_cache").exists()


def test_a_writer_that_is_overtaken_harms_nobody(tmp_path: Path) -> None:
    writers = [CacheStore(str(tmp_path / "cache"), str(tmp_path)) for _ in range(3)]
    for number in range(30):
        name = f"{number:032x}"
        for text, writer in enumerate(writers):
            assert writer.write("facts", name, f"{text}".encode())
        assert {each.read("facts", name) for each in writers} == {b"2"}
    entries = os.listdir(tmp_path / "cache" / "facts")
    assert len(entries) == 30
    assert all(OWN.fullmatch(entry) for entry in entries)


def test_a_run_that_is_known_opens_a_tag_and_two_entries(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in project.iterdir():
        os.utime(file, (1e9, 1e9))
    findings(project)
    newest = max(os.stat(path).st_ctime_ns for path in (project, *project.iterdir()))
    while time.time_ns() <= newest + 2 * TICK:  # what is new may change unseen, and is read anew
        findings(project)
    findings(project)
    opened: list[str] = []
    real = os.open

    def count(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        opened.append(os.path.basename(path))
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", count)
    assert findings(project) == (["JIT101"], ())
    entries = [name for name in opened if OWN.fullmatch(name)]
    where = [project.name, ".jitlint_cache", "CACHEDIR.TAG", "installed", "runs"]
    assert sorted(opened) == sorted([*where, *entries])
    assert len(entries) == 2

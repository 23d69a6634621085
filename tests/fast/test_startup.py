"""What need not be done is not even imported."""

import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, environment

SLOW = {"libcst", "rich", "joblib", "jax", "numpy", "pygls", "pathspec"}
LIST = """\
import sys
from jitlint.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
print("imported:", *sys.modules)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


def imported(project: Path, *words: str) -> set[str]:
    """Returns what a new interpreter has imported once the command is done."""
    done = subprocess.run(
        [sys.executable, "-c", LIST, *words],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.partition("imported:")[2].split())


def test_the_version_needs_nothing(project: Path) -> None:
    assert not imported(project, "--version") & (SLOW | {"msgspec", "tomllib", "jitlint.engine"})


def test_a_run_that_is_known_reads_and_traces_nothing(project: Path) -> None:
    words = ("-q", "--output-format", "concise", ".")
    first = imported(project, *words)
    assert {"libcst", "jitlint.trace.tracer"} <= first
    again = imported(project, *words)
    assert not again & (SLOW | {"tomllib", "jitlint.engine", "jitlint.trace", "jitlint.rules"})
    assert len(again) < len(first) - 100


def test_files_that_are_known_need_no_parser(project: Path) -> None:
    imported(project, "-q", "--output-format", "concise", ".")
    (project / "new.txt").write_text("nothing")
    (project / "note.py").write_text("# nothing to read\n")
    again = imported(project, "-q", "--output-format", "concise", "-j1", "bad.py")
    assert "jitlint.trace.tracer" in again
    assert "libcst" not in again


def test_without_a_configuration_no_toml_is_read(project: Path) -> None:
    assert "tomllib" not in imported(project, "-q", "--output-format", "concise", ".")
    (project / "jitlint.toml").write_text('ignore = ["JIT2"]')
    assert "tomllib" in imported(project, "-q", "--output-format", "concise", ".")

"""A command imports only the modules that it needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, environment

SLOW = {"libcst", "rich", "joblib", "jax", "numpy", "pygls", "pathspec"}
PARSER = {"jitlint.frontend.lower"}
WORK = {
    f"jitlint.{part}"
    for part in ("check.pipeline", "interpreter", "rules", "models", "project", "rewrite")
}
OWN_MODULES = 51  # more than a known run needs
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
    assert not imported(project, "--version") & (
        SLOW | {"msgspec", "tomllib", "jitlint.check.pipeline"}
    )


def test_a_run_that_is_known_reads_and_traces_nothing(project: Path) -> None:
    first = imported(project, ".")
    assert {"jitlint.interpreter.interpreter", *PARSER} <= first
    again = imported(project, ".")
    assert not again & (SLOW | PARSER | WORK | {"tomllib", "jitlint.suppression"})
    assert sum(name.startswith("jitlint") for name in again) < OWN_MODULES
    assert len(again) < len(first) - 100


def test_only_colours_need_rich(project: Path) -> None:
    (project / "wide.py").write_text(f"# ärger\n{BAD}")
    assert "rich" not in imported(project, ".")
    assert "rich" in imported(project, "--color", "always", ".")


def test_reading_needs_no_parser_but_that_of_python(project: Path) -> None:
    assert not imported(project, "--no-cache", "-j1", ".") & (SLOW - {"pathspec"})


def test_libcst_is_imported_for_what_python_cannot_read_and_then_once(project: Path) -> None:
    (project / "newer.py").write_text(f"{BAD}label = t'{{relu}}'\n")
    assert ("libcst" in imported(project, ".")) == (sys.version_info < (3, 14))
    assert "libcst" not in imported(project, ".")
    assert "libcst" in imported(project, "--reader", "libcst", ".")


def test_files_that_are_known_need_no_parser(project: Path) -> None:
    imported(project, "-q", "--output-format", "concise", ".")
    (project / "new.txt").write_text("nothing")
    (project / "note.py").write_text("# nothing to read\n")
    again = imported(project, "-q", "--output-format", "concise", "-j1", "bad.py")
    assert "jitlint.interpreter.interpreter" in again
    assert not again & PARSER


def test_without_a_configuration_no_toml_is_read(project: Path) -> None:
    assert "tomllib" not in imported(project, "-q", "--output-format", "concise", ".")
    (project / "jitlint.toml").write_text('ignore = ["JIT2"]')
    assert "tomllib" in imported(project, "-q", "--output-format", "concise", ".")

"""The hooks in the real pre-commit, which installs jitlint from this repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, GOOD, environment

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ("jitlint", "plugins", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
WHO = {"NAME": "a", "EMAIL": "a@example.org"}

pytestmark = pytest.mark.slow


def git(folder: Path, *words: str) -> str:
    who = {f"GIT_{role}_{key}": WHO[key] for role in ("AUTHOR", "COMMITTER") for key in WHO}
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=environment() | who,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository with what is shipped of this one, and its revision."""
    folder = tmp_path_factory.mktemp("jitlint")
    for name in SHIPPED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    git(folder, "init", "-q", ".")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "all")
    return folder, git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def project(tmp_path: Path, hooks: tuple[Path, str]) -> Path:
    where, revision = hooks
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {where}\n  rev: {revision}\n  hooks:\n  - id: jitlint\n"
    )
    git(tmp_path, "init", "-q", ".")
    (tmp_path / "step.py").write_text(GOOD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "good")
    return tmp_path


def pre_commit(folder: Path, home: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", *words],
        cwd=folder,
        env=environment() | {"PRE_COMMIT_HOME": str(home), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_hook_fails_and_passes(project: Path, home: Path) -> None:
    status, said = pre_commit(project, home, "--all-files")
    assert status == 0, said
    assert "Passed" in said
    (project / "step.py").write_text(BAD)
    git(project, "add", ".")
    status, said = pre_commit(project, home)
    assert status == 1
    assert "step.py:6:8: JIT101 " in said


def test_no_files_renamed_files_and_deleted_files_are_fine(project: Path, home: Path) -> None:
    status, said = pre_commit(project, home)
    assert (status, "Skipped" in said) == (0, True)
    git(project, "mv", "step.py", "other name.py")
    assert pre_commit(project, home)[0] == 0
    git(project, "rm", "-q", "--cached", "other name.py")
    (project / "other name.py").unlink()
    assert pre_commit(project, home)[0] == 0


def test_what_is_excluded_stays_so_though_it_is_named(project: Path, home: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.jitlint]\nexclude = ["step.py"]\n')
    (project / "step.py").write_text(BAD)
    git(project, "add", ".")
    assert pre_commit(project, home)[0] == 0

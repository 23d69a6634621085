"""The hooks in the real pre-commit, which installs jitlint from this repository."""

from pathlib import Path

import pytest
from command import BAD, GOOD
from hooks import git, pre_commit, ship, use_hook

pytestmark = pytest.mark.slow
OLD = "import jax\n\ndoubled = jax.tree_map(lambda x: 2 * x, [1.0, 2.0])\n"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository with what is shipped of this one, and its revision."""
    folder = tmp_path_factory.mktemp("jitlint")
    return folder, ship(folder)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def project(tmp_path: Path, shipped: tuple[Path, str]) -> Path:
    (tmp_path / "step.py").write_text(GOOD)
    use_hook(tmp_path, *shipped, "jitlint")
    return tmp_path


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


def test_the_fixing_hook_changes_the_file_and_then_passes(
    tmp_path: Path, shipped: tuple[Path, str], home: Path
) -> None:
    (tmp_path / "old.py").write_text(OLD)
    use_hook(tmp_path, *shipped, "jitlint-fix")
    status, said = pre_commit(tmp_path, home, "--all-files")
    assert (status, "files were modified by this hook" in said) == (1, True), said
    assert (tmp_path / "old.py").read_text() == OLD.replace("tree_map", "tree.map")
    git(tmp_path, "add", ".")
    assert pre_commit(tmp_path, home, "--all-files")[0] == 0
    (tmp_path / "old.py").write_text(f"{OLD}\n{BAD}")
    git(tmp_path, "add", ".")
    status, said = pre_commit(tmp_path, home)
    assert (status, "JIT101" in said, "JIT412" in said) == (1, True, False)


def test_the_verifying_hook_fails_for_what_jax_confirms(
    tmp_path: Path, shipped: tuple[Path, str], home: Path
) -> None:
    (tmp_path / "step.py").write_text(BAD)
    use_hook(tmp_path, *shipped, "jitlint-verify")
    status, said = pre_commit(tmp_path, home, "--all-files")
    assert (status, "confirmed by jax" in said) == (1, True), said
    (tmp_path / "step.py").write_text(GOOD)
    git(tmp_path, "add", ".")
    assert pre_commit(tmp_path, home)[0] == 0

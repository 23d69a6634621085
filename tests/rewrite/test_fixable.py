"""Users choose the rules that may be fixed as in ruff, and see the fixes that were made."""

from pathlib import Path

import pytest
from command import jitlint

BOTH = """\
import jax


@jax.jit
def g(x):
    print(x)
    return jax.tree_map(abs, x)
"""
MAPPED = BOTH.replace("tree_map", "tree.map")
SHOWN = BOTH.replace("print(x)", 'jax.debug.print("{x}", x=x)')


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "both.py"
    file.write_text(BOTH)
    return file


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (("--fixable", "JIT412"), MAPPED),
        (("--unfixable", "JIT201"), MAPPED),
        (("--fixable", "JIT2"), SHOWN),
        (("--fixable", "JIT4", "--unfixable", "JIT412", "--extend-fixable", "JIT201"), SHOWN),
        (("--config", 'unfixable = ["JIT201"]'), MAPPED),
        (("--config", 'unfixable = ["ALL"]'), BOTH),
        (("--config", 'fixable = ["JIT4"]', "--fixable", "JIT201"), SHOWN),
    ],
)
def test_only_what_may_be_fixed_is(file: Path, words: tuple[str, ...], after: str) -> None:
    jitlint(file.parent, "--fix", "--unsafe-fixes", *words, ".")
    assert file.read_text() == after


def test_what_may_not_be_fixed_is_still_reported_without_its_fix(file: Path) -> None:
    done = jitlint(file.parent, "--unfixable", "ALL", ".")
    assert done.returncode == 1
    assert "JIT412" in done.stdout
    assert "Fixable" not in done.stdout + done.stderr


def test_an_unknown_code_is_misuse(file: Path) -> None:
    done = jitlint(file.parent, "--fixable", "JIT9", ".")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_only_fixing_reports_nothing_of_the_rest(file: Path) -> None:
    done = jitlint(file.parent, "--fix-only", ".")
    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_text() == MAPPED
    file.write_text(BOTH)
    assert jitlint(file.parent, "--fix-only", "--exit-non-zero-on-fix", ".").returncode == 1


def test_what_was_fixed_is_listed_by_file_and_rule(file: Path) -> None:
    done = jitlint(file.parent, "--fix", "--show-fixes", ".")
    assert done.stderr.endswith("- both.py:\n    1 × JIT412 (removed-name)\n")

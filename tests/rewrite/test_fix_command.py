"""`--fix`, `--diff` and `--unsafe-fixes`, as users of ruff know them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, jitlint

FIXED = "import jax\n\n\ndef f(x):\n    return jax.tree.map(abs, x)\n"
SAFE = FIXED.replace("tree.map", "tree_map")
UNSAFE = "import jax\n\n\n@jax.jit\ndef g(x):\n    print(x)\n    return x\n"
LEFT = "import jax\n\n\n@jax.jit\ndef h(x):\n    return 1 if x > 0 else 2\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {"safe": SAFE, "unsafe": UNSAFE, "left": LEFT}.items():
        (tmp_path / f"{name}.py").write_text(text)
    return tmp_path


def test_safe_fixes_are_done_and_the_rest_is_reported(project: Path) -> None:
    done = jitlint(project, "--fix", ".")
    assert done.returncode == 1
    assert (project / "safe.py").read_text() == FIXED
    assert (project / "unsafe.py").read_text() == UNSAFE
    assert "Found 1 error and 1 warning in 3 files" in done.stdout
    assert "Fixed 1 finding in 1 file.\n" in done.stderr


def test_nothing_is_left_to_say_of_what_is_fixed(project: Path) -> None:
    done = jitlint(project, "--fix", "safe.py")
    assert (done.returncode, "All clear" in done.stdout) == (0, True)
    assert jitlint(project, "safe.py").returncode == 0


def test_unsafe_fixes_are_done_on_demand(project: Path) -> None:
    assert jitlint(project, "--fix", "--unsafe-fixes", "unsafe.py").returncode == 0
    assert (project / "unsafe.py").read_text() == UNSAFE.replace(
        "print(x)", 'jax.debug.print("{x}", x=x)'
    )


def test_a_branch_is_rewritten_on_demand(project: Path) -> None:
    assert jitlint(project, "--fix", "left.py").returncode == 1
    assert (project / "left.py").read_text() == LEFT
    assert jitlint(project, "--fix", "--unsafe-fixes", "left.py").returncode == 0
    assert (project / "left.py").read_text() == LEFT.replace(
        "1 if x > 0 else 2", "jax.numpy.where(x > 0, 1, 2)"
    )


def test_a_diff_changes_nothing(project: Path) -> None:
    done = jitlint(project, "--diff", ".")
    assert done.returncode == 1
    assert done.stdout.count("\n--- ") + done.stdout.startswith("--- ") == 1
    assert "-    return jax.tree_map(abs, x)\n+    return jax.tree.map(abs, x)\n" in done.stdout
    assert done.stderr == "Would fix 1 finding in 1 file.\n"
    assert (project / "safe.py").read_text() == SAFE


def test_no_diff_is_no_failure(project: Path) -> None:
    done = jitlint(project, "--diff", "left.py")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_exit_status_may_tell_of_fixes(project: Path) -> None:
    assert jitlint(project, "--fix", "--exit-non-zero-on-fix", "safe.py").returncode == 1
    assert jitlint(project, "--fix", "--exit-non-zero-on-fix", "safe.py").returncode == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (".", "Fixable: 1 with --fix, up to 2 more with --fix --unsafe-fixes."),
        ("safe.py", "Fixable: 1 with --fix."),
        ("unsafe.py", "Fixable: 1 with --fix --unsafe-fixes."),
        ("left.py", "Fixable: up to 1 with --fix --unsafe-fixes."),
    ],
)
def test_what_could_be_fixed_is_said(project: Path, file: str, said: str) -> None:
    assert jitlint(project, file).stdout.splitlines()[-2] == said


def test_what_is_not_selected_is_not_fixed(project: Path) -> None:
    jitlint(project, "--fix", "--ignore", "JIT412", "safe.py")
    assert (project / "safe.py").read_text() == SAFE


def test_an_unused_comment_goes_where_its_rule_is_on(project: Path) -> None:
    file = project / "a.py"
    file.write_text("import jax  # noqa: JIT101\n")
    jitlint(project, "--fix", "a.py")
    assert file.read_text() == "import jax  # noqa: JIT101\n"
    jitlint(project, "--fix", "--extend-select", "JIT001", "a.py")
    assert file.read_text() == "import jax\n"


def test_what_the_baseline_holds_is_not_fixed(project: Path) -> None:
    jitlint(project, "--write-baseline", "known.json", ".")
    jitlint(project, "--fix", "--baseline", "known.json", ".")
    assert (project / "safe.py").read_text() == SAFE


@pytest.mark.parametrize(
    ("words", "text", "shown", "status"),
    [
        (("--fix",), SAFE, FIXED, 0),
        (("--fix",), LEFT, LEFT, 1),
        (("--fix",), SAFE.replace("\n", "\r\n"), FIXED.replace("\n", "\r\n"), 0),
        (("--diff",), LEFT, "", 0),
    ],
)
def test_what_stdin_says_is_fixed_on_stdout(
    words: tuple[str, ...], text: str, shown: str, status: int, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jitlint", *words, "-"],
        input=text.encode(),
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.stdout.decode(), done.returncode) == (shown, status)
    assert (b"JIT101" in done.stderr) == (words == ("--fix",) and text == LEFT)


def test_reports_carry_the_fix(project: Path) -> None:
    [item] = json.loads(jitlint(project, "--output-format", "json", "safe.py").stdout)
    assert item["fix"]["applicability"] == "safe"
    assert [edit["content"] for edit in item["fix"]["edits"]] == ["jax.tree.map"]
    [item] = json.loads(jitlint(project, "--output-format", "json", "unsafe.py").stdout)
    assert item["fix"]["applicability"] == "unsafe"


def test_the_table_of_rules_says_which_have_a_fix(project: Path) -> None:
    items = json.loads(jitlint(project, "rules", "--output-format", "json").stdout)
    fixes = {item["code"]: item["fix"] for item in items}
    assert fixes["JIT412"] == "uses the new name where it is the same thing"
    assert fixes["JIT111"] is None


def test_a_file_that_cannot_be_written_takes_one_line(project: Path) -> None:
    (project / "safe.py").chmod(0o444)
    project.chmod(0o555)
    try:
        done = jitlint(project, "--fix", "safe.py")
    finally:
        project.chmod(0o755)
    if (project / "safe.py").read_text() == FIXED:
        pytest.skip("who runs this may write everything")
    assert done.returncode == 2
    assert done.stderr == "jitlint: error: safe.py: cannot be written: permission denied\n"


@pytest.mark.parametrize("words", [("--fix", "--add-noqa"), ("--diff", "--write-baseline", "b")])
def test_one_change_at_a_time(words: tuple[str, ...], project: Path) -> None:
    done = jitlint(project, *words, ".")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert (project / "safe.py").read_text() == SAFE


def test_a_second_run_reports_as_the_first_one_what_it_leaves(tmp_path: Path) -> None:
    """The size of `arange` could be made static, which is refused: it depends on an array."""
    size = "import jax.numpy as jnp\n\n\n@jax.jit\ndef g(x):\n    jnp.arange(jnp.median(x))\n"
    (tmp_path / "program.py").write_text(UNSAFE.replace("def g", "def shown") + size)
    words = ("--fix", "--unsafe-fixes", "--output-format", "json", ".")
    first, second = (jitlint(tmp_path, *words) for _ in range(2))
    assert "Fixed 1 finding" in first.stderr
    assert "Fixed 0 findings" in second.stderr
    assert json.loads(first.stdout)[0]["fix"]
    assert first.stdout == second.stdout

"""Each rewrite is a codemod that LibCST's own tool runs."""

import subprocess
import sys
from pathlib import Path

import libcst as cst
import pytest
from command import environment
from libcst.codemod import CodemodContext

from jitlint import codemods

TREE = "import jax\n\n\ndef f(x):\n    return jax.tree_map(abs, x)\n"
BRANCH = "import jax\n\n\n@jax.jit\ndef g(x):\n    return 1 if x > 0 else 2\n"
REWRITTEN = BRANCH.replace("1 if x > 0 else 2", "jax.numpy.where(x > 0, 1, 2)")
PRINT = "import jax\n\n\n@jax.jit\ndef h(x):\n    print(x)\n    return x\n"


def run_by_libcst(code: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    module = f"jitlint.codemods.{code}"
    command = [sys.executable, "-m", "libcst.tool", "codemod", "-x", module, "--no-format", *words]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )


def test_libcst_runs_a_rewrite_over_many_files(tmp_path: Path) -> None:
    """More than four files are given to several processes, which are sent the class."""
    texts = {f"{number}.py": text for number, text in enumerate([TREE, BRANCH, PRINT] * 3)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    done = run_by_libcst("JIT101", tmp_path, "-j", "2", ".")
    assert done.returncode == 0, done.stderr
    assert " - Failed to codemod 0 files." in done.stderr
    after = {name: (tmp_path / name).read_text() for name in texts}
    assert after == {name: text.replace(BRANCH, REWRITTEN) for name, text in texts.items()}


def test_only_what_is_safe_is_done_on_demand(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BRANCH)
    assert run_by_libcst("JIT101", tmp_path, "--safe", "a.py").returncode == 0
    assert (tmp_path / "a.py").read_text() == BRANCH
    (tmp_path / "a.py").write_text(TREE)
    assert run_by_libcst("JIT412", tmp_path, "--safe", "a.py").returncode == 0
    assert (tmp_path / "a.py").read_text() == TREE.replace("tree_map", "tree.map")


def test_the_help_of_libcst_says_what_a_rewrite_does(tmp_path: Path) -> None:
    said = run_by_libcst("JIT412", tmp_path, "--help").stdout
    assert "JIT412 removed-name: uses the new name" in said
    assert "--safe" in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b""),
        (b"\n", b"\r\n"),
        (b"import jax\n", b"\xef\xbb\xbfimport jax\n"),
        (b"import jax\n", b"# coding: latin-1\n# \xe9\nimport jax\n"),
        (b"abs, x)\n", b"abs, x)"),
    ],
)
def test_a_codemod_keeps_the_bytes_of_a_file(before: bytes, after: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(TREE.encode().replace(before, after))
    assert run_by_libcst("JIT412", tmp_path, "a.py").returncode == 0
    assert path.read_bytes() == TREE.encode().replace(b"tree_map", b"tree.map").replace(
        before, after
    )


def test_a_module_that_is_no_file_is_rewritten_too() -> None:
    command = codemods.JIT101(CodemodContext())
    assert command.transform_module(cst.parse_module(BRANCH)).code == REWRITTEN


def test_there_is_a_codemod_for_each_rewrite_and_no_other() -> None:
    assert {"JIT101", "JIT412", "JIT301"} <= set(dir(codemods))
    with pytest.raises(AttributeError, match="no rewrite is called JIT999; there are JIT101, "):
        _ = codemods.JIT999

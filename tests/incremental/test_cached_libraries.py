"""A cache changes no finding of a real library: not cold, not warm, not after a change."""

import ast
import importlib.util
import shutil
from pathlib import Path

import pytest
from command import jitlint

pytestmark = pytest.mark.slow
WORDS = ("--output-format", "json", "--exit-zero")


@pytest.fixture(params=["optax", "flax"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    found = importlib.util.find_spec(request.param)
    if found is None or found.origin is None:
        pytest.skip(f"{request.param} is not installed")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'copied'\n")
    shutil.copytree(Path(found.origin).parent, tmp_path / request.param)
    return tmp_path


def said(library: Path, *words: str) -> str:
    done = jitlint(library, *WORDS, *words, ".")
    assert done.returncode == 0
    assert done.stdout.startswith(("{", "["))
    return done.stdout


def with_a_remark(text: str) -> str:
    return "\n\n# a remark\n" + text


def with_one_more(text: str) -> str:
    return "\n\ndef more(x):\n    return x + 1\n" + text


def with_a_branch(text: str) -> str:
    """Returns a text in which every third function asks its last parameter for its truth."""
    rows = text.split("\n")
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(found, key=lambda node: -node.lineno)[::3]:
        last = node.body[-1]
        if node.args.args and last.lineno > node.lineno:
            asked = f"if {node.args.args[-1].arg}: pass"
            rows.insert(last.lineno - 1, " " * last.col_offset + asked)
    return "\n".join(rows)


def test_cold_warm_and_changed_runs_agree_with_runs_without_a_cache(library: Path) -> None:
    truth = said(library, "--no-cache", "-j1")
    assert said(library, "-j2") == truth
    assert said(library) == truth
    for change in (with_a_remark, with_one_more, with_a_branch):
        for path in sorted(library.rglob("*.py"))[::25]:
            path.write_text(change(path.read_text("utf-8")), "utf-8")
        changed = said(library, "--no-cache", "-j1")
        assert said(library, "-j1") == changed
        assert said(library) == changed

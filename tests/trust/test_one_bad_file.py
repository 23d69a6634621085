"""A file that cannot be decoded is one finding, and nothing else of the report is lost."""

import codecs
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, environment, jitlint

from jitlint.frontend.encoding import UnusableEncoding, encoding_of

NONE_FOR_CODE = """
    undefined punycode idna unicode_escape raw_unicode_escape utf-7 utf-16 utf-32 cp037 hz mbcs
""".split()
NO_TEXT = "rot13 hex base64 zlib bz2 uu quopri".split()
UNKNOWN = ["klingon", "os.path", "__init__", "a" * 10_000]
OLD = "import jax\n\nleaves = jax.tree_leaves([1])\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A file with an error, one to be fixed, and one for each encoding that none can have."""
    (tmp_path / "step.py").write_text(BAD)
    (tmp_path / "old.py").write_text(OLD)
    for number, name in enumerate([*NONE_FOR_CODE, *NO_TEXT, *UNKNOWN]):
        (tmp_path / f"coded{number}.py").write_text(f"# coding: {name}\n{BAD}")
    return tmp_path


def test_each_encoding_that_none_can_have_is_one_finding(project: Path) -> None:
    done = jitlint(project, "--no-cache", "--output-format", "concise", ".")
    lines = done.stdout.splitlines()
    assert (done.returncode, "Traceback" in done.stderr, "failed" in done.stderr) == (
        1,
        False,
        False,
    )
    assert sorted(
        line.split(":")[0] for line in lines if "JIT000 declares the encoding" in line
    ) == (sorted(path.name for path in project.glob("coded*.py")))
    assert [line.split()[1] for line in lines if line.startswith(("step", "old"))] == [
        "JIT412",
        "JIT101",
    ]


def test_other_files_are_fixed_all_the_same(project: Path) -> None:
    done = jitlint(project, "--no-cache", "--fix", "-q", ".")
    assert done.returncode == 1
    assert (project / "old.py").read_text() == OLD.replace("tree_leaves", "tree.leaves")


def test_only_codecs_of_the_standard_library_are_asked() -> None:
    asked: list[str] = []

    def search(name: str) -> None:
        asked.append(name)

    codecs.register(search)
    try:
        with pytest.raises(UnusableEncoding, match="does not know"):
            encoding_of(b"# coding: of_somebody_else\n")
    finally:
        codecs.unregister(search)
    assert asked == []


def test_other_plugins_of_flake8_keep_their_results(project: Path) -> None:
    for path in project.glob("coded*.py"):
        if path.read_text().split()[2] in NO_TEXT:
            path.unlink()  # flake8 itself cannot open it
    (project / "loose.py").write_text("import os\n")
    lines = _flake8(project)
    assert any(line.startswith("loose.py:1:1: F401") for line in lines)
    assert any(line.startswith("step.py:6:8: JIT101") for line in lines)
    told = {line.split(":")[0] for line in lines if ": JIT000 " in line or ": E999 " in line}
    assert told == {path.name for path in project.glob("coded*.py")}


def test_a_fault_of_ours_costs_other_plugins_nothing(tmp_path: Path) -> None:
    (tmp_path / "loose.py").write_text("import os\n")
    fault = (
        "import flake8_jitlint\n"
        "def check(*words, **more): raise ZeroDivisionError('of ours')\n"
        "flake8_jitlint.check = check\n"
        "from flake8.main.cli import main\n"
        "raise SystemExit(main(['--isolated', '--select', 'F,JIT', 'loose.py']))\n"
    )
    done = _python(tmp_path, "-c", fault)
    assert done.returncode == 1
    assert sorted(done.stdout.splitlines()) == [
        "loose.py:1:1: F401 'os' imported but unused",
        "loose.py:1:1: JIT000 jitlint failed: ZeroDivisionError: of ours; please report it",
    ]


def _flake8(folder: Path) -> list[str]:
    done = _python(folder, "-m", "flake8", "-j", "1", "--isolated", "--select", "E9,F,JIT", ".")
    assert (done.returncode, done.stderr) == (1, "")
    return [line.removeprefix(f".{os.sep}") for line in done.stdout.splitlines()]


def _python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

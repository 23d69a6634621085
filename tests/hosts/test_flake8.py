"""The plugin in the real flake8: the same findings as the command's, and flake8's own habits."""

import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, environment, jitlint, write_project

RULE = "def relu(x):\n    return x if x > 0 else 0.0\n"
USE = "import jax\nfrom lib.rule import relu\n\nstep = jax.jit(relu)\n"


def flake8(folder: Path, *words: str, text: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "flake8", "--extend-ignore", "E,W,F", *words],
        cwd=folder,
        env=environment(),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == bool(done.stdout)
    return [line.removeprefix("./") for line in done.stdout.splitlines()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three single files, and a package in which one file makes a finding in another."""
    write_project(tmp_path)
    (tmp_path / "lib").mkdir()
    for name, code in {"__init__": "", "rule": RULE, "use": USE}.items():
        (tmp_path / "lib" / f"{name}.py").write_text(code)
    return tmp_path


def command(folder: Path, *words: str) -> list[str]:
    return jitlint(folder, "--output-format", "concise", *words).stdout.splitlines()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_findings_are_those_of_the_command(project: Path, jobs: str) -> None:
    found = command(project, ".")
    assert len(found) == 3
    assert sorted(flake8(project, "-j", jobs)) == sorted(line.replace("./", "") for line in found)


def test_a_file_alone_is_still_linked_with_its_package(project: Path) -> None:
    [line] = flake8(project, "lib/rule.py")
    assert line.startswith("lib/rule.py:2:17: JIT101 ")


def test_noqa_select_and_ignores_are_flake8s(project: Path) -> None:
    assert [line.split()[1] for line in flake8(project, "--select", "JIT2")] == ["JIT201"]
    assert len(flake8(project, "--extend-ignore", "JIT1")) == 1
    assert len(flake8(project, "--per-file-ignores", "bad.py:JIT101")) == 2
    (project / "bad.py").write_text(BAD.replace("x > 0:", "x > 0:  # noqa: JIT101"))
    assert len(flake8(project)) == 2
    assert len(flake8(project, "--disable-noqa")) == 3


def test_the_configuration_of_jitlint_holds_too(project: Path) -> None:
    (project / "jitlint.toml").write_text('ignore = ["JIT1"]')
    assert len(flake8(project)) == 1
    assert len(flake8(project, "--jitlint-isolated")) == 3
    (project / "other.toml").write_text('ignore = ["JIT2"]')
    (project / "setup.cfg").write_text("[flake8]\njitlint-config = other.toml\n")
    assert len(flake8(project)) == 2


def test_stdin_is_checked_in_place_of_the_file(project: Path) -> None:
    words = ("-", "--stdin-display-name", "good.py")
    [line] = flake8(project, *words, text=BAD)
    assert line.startswith("good.py:6:8: JIT101 ")


def test_a_wrong_configuration_is_one_line(project: Path) -> None:
    (project / "jitlint.toml").write_text('selct = ["JIT1"]')
    done = subprocess.run(
        [sys.executable, "-m", "flake8"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "jitlint: error: jitlint.toml: selct: unknown key; the nearest is select\n"
    )

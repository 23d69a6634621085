"""A pipe or a device under any name is no file: nobody waits for what never comes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, environment

PATIENCE = 120  # seconds, for a machine that has much else to do; a run that waits never ends


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git" / "info").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


def ends(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jitlint", "-n", "--output-format", "concise", *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize(
    "name",
    ["other.py", "setup.py", "jitlint.toml", ".gitignore", ".git/info/exclude", "__init__.py"],
)
@pytest.mark.parametrize("path", [".", "bad.py"])
def test_a_pipe_is_passed_over(project: Path, name: str, path: str) -> None:
    os.mkfifo(project / name)
    done = ends(project, path)
    assert done.returncode == 1
    assert "bad.py:6:" in done.stdout


def test_a_stub_that_is_a_pipe_is_one_line(project: Path) -> None:
    os.mkfifo(project / "stub.pyi")
    (project / "jitlint.toml").write_text('models = ["stub.pyi"]')
    done = ends(project, ".")
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert "stub.pyi" in line
    assert "cannot be read: is not a file" in line


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no such device here")
@pytest.mark.parametrize("path", [".", "bad.py"])
def test_a_link_to_a_device_without_end_is_passed_over(project: Path, path: str) -> None:
    (project / "zero.py").symlink_to("/dev/zero")
    done = ends(project, path)
    assert done.returncode == 1
    assert "bad.py:6:" in done.stdout
    assert "failed" not in done.stderr

"""A platform that this machine lacks is misuse, said in one line before anything is verified."""

import subprocess
import sys
from pathlib import Path

import pytest

MODULE = "import jax\n\n\n@jax.jit\ndef f(x):\n    return float(x)\n"
ASK = "import jax; print(jax.default_backend())"


@pytest.mark.parametrize("platform", ["gpu", "tpu"])
def test_a_platform_without_a_device_is_said_in_one_line(tmp_path: Path, platform: str) -> None:
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    if asked.stdout.strip() == platform:
        pytest.skip("this machine has one")
    (tmp_path / "a.py").write_text(MODULE)
    words = ["verify", "--platform", platform, "--no-cache", "--isolated", "a.py"]
    done = subprocess.run(
        [sys.executable, "-m", "jitlint", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    said = line.partition(f"--platform {platform}: ")[2]
    assert len(said.split()) > 3


def test_a_gpu_is_used_where_there_is_one(tmp_path: Path) -> None:
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    if asked.stdout.strip() != "gpu":
        pytest.skip("this machine has no GPU")
    (tmp_path / "a.py").write_text(MODULE)
    words = ["verify", "--platform", "gpu", "--no-cache", "--isolated", "a.py"]
    done = subprocess.run(
        [sys.executable, "-m", "jitlint", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "1 confirmed" in done.stderr

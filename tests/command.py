"""The command run as users run it, and a small project to run it on."""

import os
import subprocess
import sys
from pathlib import Path

BAD = """\
import jax


@jax.jit
def relu(x):
    if x > 0:
        return x
    return 0.0
"""
GOOD = BAD.replace("if x > 0:", "if x.ndim > 0:")
NOISY = """\
import jax


@jax.jit
def cube(x):
    print("cubing", x)
    return x**3
"""


def jitlint(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jitlint", *words],
        cwd=folder,
        env=environment() | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def environment() -> dict[str, str]:
    ruled = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "JITLINT_CACHE_DIR")
    return {name: value for name, value in os.environ.items() if name not in ruled}


def write_project(folder: Path) -> Path:
    """Writes one file with an error, one with a warning and one that is fine."""
    for name, text in {"bad.py": BAD, "good.py": GOOD, "noisy.py": NOISY}.items():
        (folder / name).write_text(text)
    return folder

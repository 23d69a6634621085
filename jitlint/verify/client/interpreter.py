"""Starts the user's interpreter so that it runs no code of the project.

Only a guarded child gets the user's search path.
"""

import os
import shutil
import subprocess

from jitlint.core import search_path
from jitlint.verify.client.options import VerifyOptions

ROOT = os.sep
HIDDEN = frozenset({"JAX_DISABLE_JIT", "JAX_COMPILATION_CACHE_DIR"})
"""A persistent cache would hide compilations, and `disable_jit` all that is to be seen."""


def environment(options: VerifyOptions) -> dict[str, str]:
    """Returns the variables of the process that holds JAX."""
    kept = {name: value for name, value in search_path.environment().items() if name not in HIDDEN}
    return kept | {
        "JAX_PLATFORMS": options.platform,
        "JAX_TRACEBACK_FILTERING": "off",
        "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def executable(python: str) -> str:
    """Returns the path of an interpreter, which a plain name is looked up for."""
    return os.path.abspath(shutil.which(python) or python)


def printed(python: str, program: str, words: list[str], seconds: float) -> str:
    """Returns what a program prints that needs nothing but the standard library; empty if none."""
    command = [executable(python), "-I", "-c", program, *words]
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=seconds)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout.decode(errors="replace")

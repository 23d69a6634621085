"""Asks JAX once whether it has a device of the platform that the user wants."""

import subprocess

from jitlint.verify.client.interpreter import ROOT, environment, executable
from jitlint.verify.client.limits import START_SECONDS
from jitlint.verify.client.options import VerifyOptions

PROGRAM = """
try:
    import jax
    jax.devices()
except Exception as error:
    print(" ".join(str(error).split()) or "-")
"""
SILENT = "JAX finds no such device: it, its driver, or JAX's plugin for it is missing"
NAMES = {"cuda": "gpu"}


def missing_device(options: VerifyOptions) -> str:
    """Returns one line that says what is missing, or an empty text; every machine has a CPU."""
    if options.platform == "cpu":
        return ""
    command = [executable(options.python), "-c", PROGRAM]
    wanted = f"--platform {NAMES.get(options.platform, options.platform)}"
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(options),
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )
    except OSError as error:
        return f"{options.python}: {error.strerror}"
    except subprocess.TimeoutExpired:
        return f"{wanted}: JAX does not answer which devices there are"
    lines = (done.stdout or done.stderr if done.returncode else done.stdout).split("\n")
    said = next((line for line in reversed(lines) if line.strip()), "")
    return f"{wanted}: {SILENT if said == '-' else said}" if said else ""

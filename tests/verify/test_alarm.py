"""The alarm of an experiment never interrupts JAX's own code, which would lose its trace."""

import subprocess
from pathlib import Path

import jitlint.verify

RUNTIME = Path(jitlint.verify.__file__).with_name("runtime")
INTERRUPTED = f"""
import sys
import start
sys.meta_path.insert(0, start.RuntimeFinder({str(RUNTIME)!r}))
from _jitlint_runtime.attempts.alarm import alarmed
from _jitlint_runtime.program.attempt import TimeUpError
import jax.numpy as jnp

def endless(x):
    while x < 9.0:
        x = 2.0 * x + 1.0

def interrupted_in(x, seconds):
    try:
        with alarmed(seconds):
            endless(x)
    except TimeUpError as error:
        place = error.__traceback__
    while place.tb_next.tb_frame.f_code.co_name != "interrupt":
        place = place.tb_next
    return place.tb_frame.f_code.co_name

x = jnp.float32(-1.0)
print({{interrupted_in(x, 1e-5 * (1000 + each)) for each in range(40)}}, jnp.sin(x) < 0)
"""


def test_an_alarm_in_the_code_of_jax_waits_for_that_of_the_user(python: str) -> None:
    command = [python, "-c", INTERRUPTED]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=RUNTIME)
    assert done.stdout.strip() == "{'endless'} True", done.stderr

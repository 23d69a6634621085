"""The form of a constructed cause: a case says what its one jitted function is compiled for."""

import functools
import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=4"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.monitoring
import numpy as np

COUNTED = {"jaxpr_trace_duration": 0, "jaxpr_to_mlir_module_duration": 0}
COUNTED["backend_compile_duration"] = 0
EXPECTED: dict[str, list[str]] = {}
FIRST = "first call"
ones = functools.partial(np.ones, dtype="float32")


def count(event: str, seconds: float, **told: object) -> None:
    name = event.rpartition("/")[2]
    if name in COUNTED:
        COUNTED[name] += 1


def cause(*expected: str):
    """Runs a case at once; its name is that of the one function that it jits."""

    def run(case):
        EXPECTED[case.__name__] = [FIRST, *expected]

        def body(*args, **kwargs):
            return jax.tree_util.tree_map(lambda x: x * 2, [args, kwargs])

        body.__name__ = body.__qualname__ = case.__name__
        case(body)
        return case

    return run


def another(body):
    """Returns a new function object of the same code."""

    def again(*args, **kwargs):
        return jax.tree_util.tree_map(lambda x: x * 2, [args, kwargs])

    again.__name__ = again.__qualname__ = body.__name__
    return again


jax.monitoring.register_event_duration_secs_listener(count)


def named(body, function):
    function.__name__ = function.__qualname__ = body.__name__
    return function

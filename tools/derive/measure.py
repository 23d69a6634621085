"""Measures everything with the installed versions, as plain data."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jax
import numpy as np

from tools.derive import judge_jax, judge_numpy, modules
from tools.derive.outcomes import Subject
from tools.derive.signatures import REQUIRED, Parameter


def measure(wanted: tuple[str, ...] = ()) -> dict[str, Any]:
    """Returns versions and, by module, the functions, values, and what is left by hand."""
    with _quietly():
        names = [name for name in modules.installed() if not wanted or name in wanted]
        return {
            "versions": {"jax": jax.__version__, "numpy": np.__version__},
            "modules": {name: measure_module(name) for name in names},
        }


def measure_module(module: str) -> dict[str, Any]:
    """Returns what was measured of one module."""
    subjects = {subject.name.rpartition(".")[2]: subject for subject in modules.subjects(module)}
    return {
        "functions": {name: measure_function(subject) for name, subject in subjects.items()},
        "values": dict(modules.values(module)),
        "by_hand": modules.by_hand(module),
    }


def measure_function(subject: Subject) -> dict[str, Any]:
    """Returns the parameters and words of one function."""
    judge = judge_numpy.judge if subject.name.startswith("numpy") else judge_jax.judge
    with _quietly():
        verdict = judge(subject)
    return {
        "parameters": [[p.name, p.kind, _default(p)] for p in subject.parameters],
        "words": verdict.words,
        "returns": verdict.returns,
        "options": verdict.options,
        "silent": verdict.silent,
    }


@contextmanager
def _quietly() -> Iterator[None]:
    """Silences warnings, and spares JAX the shortening of tracebacks that nobody reads."""
    before = jax.config.jax_traceback_filtering
    jax.config.update("jax_traceback_filtering", "off")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        jax.config.update("jax_traceback_filtering", before)


def _default(parameter: Parameter) -> str:
    default = parameter.default
    if default is REQUIRED:
        return ""
    plain = default is None or type(default) in (bool, int, str)
    if type(default) is float and abs(default) < 1e300:
        plain = True
    return repr(default) if plain else "..."

"""Runs in a process of its own: expressions in a file without jit, and in its rewritten twin."""

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


def main() -> None:
    """Answers the request on standard input by an object, the last line of standard output."""
    before, after, expressions, clocks = json.loads(sys.stdin.read())
    answers = {each: _answer(before, after, each, clocks) for each in expressions}
    print("\n" + json.dumps(answers))


def _answer(before: str, after: str, expression: str, clocks: bool) -> str:
    try:
        wanted = _without_jit(before, after, expression)
    except Exception as error:
        return f"not to be compared: {type(error).__name__}"
    try:
        found = _value(after, expression, nullcontext())
    except Exception as error:
        return f"differ: {type(error).__name__}: {error}".partition("\n")[0]
    if clocks:
        wanted, found = (
            [each for each in values if not isinstance(each, float)] for values in (wanted, found)
        )
    try:
        same = len(wanted) == len(found) and all(map(_close, wanted, found))
    except (TypeError, ValueError) as error:  # of keys, other opaque arrays and functions
        return f"not to be compared: {type(error).__name__}"
    return "agree" if same else f"differ: {wanted} and {found}"


def _without_jit(before: str, after: str, expression: str) -> list[Any]:
    """Returns what the original gives without jit, or else what the rewritten file gives so."""
    try:
        return _value(before, expression, jax.disable_jit())
    except Exception:
        return _value(after, expression, jax.disable_jit())


def _value(path: str, expression: str, mode: AbstractContextManager[Any]) -> list[Any]:
    module = sys.modules["fixture"] = ModuleType("fixture")
    names = vars(module)
    names.update(jax=jax, jnp=jnp, np=np)
    with mode:
        exec(compile(Path(path).read_text("utf-8"), path, "exec"), names)
        return jax.tree.leaves(eval(expression, names))


def _close(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, jax.Array) and jnp.issubdtype(wanted.dtype, jax.dtypes.prng_key):
        wanted, found = jax.random.key_data(wanted), jax.random.key_data(found)
    if callable(wanted) and callable(found):
        raise TypeError("two functions are equal only if they are the same one")
    if not isinstance(wanted, int | float | complex | np.ndarray | np.generic | jax.Array):
        return repr(wanted) == repr(found)
    return bool(np.allclose(np.asarray(wanted), np.asarray(found), rtol=1e-4, equal_nan=True))


if __name__ == "__main__":
    main()

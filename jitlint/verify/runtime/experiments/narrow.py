"""Imports a module as it is written, and with JAX's 64 bits on from the start.

Confirmed when the line of the claim runs in the first, and an array under a global name has 32 bits
there, and 64 in the second; refuted when every such array has the same type in both.
"""

from typing import Any

from ..attempts.pre_import import PreImport
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, inconclusive, refuted

BEFORE_IMPORT = True
_WIDER = {"float32": "float64", "complex64": "complex128"}
_RAN, _ERROR, _TYPES = "ran", "error", "types"
Found = dict[str, Any]


def test(pre_import: PreImport) -> Verdict:
    """Returns what two processes of their own find, each of which imports the module."""
    written = pre_import.in_fork(lambda: _imported(pre_import, from_the_start=False))
    wide = pre_import.in_fork(lambda: _imported(pre_import, from_the_start=True))
    for found in (written, wide):
        if "ended" in found:
            return inconclusive(found["ended"])
        if found[_ERROR]:
            return inconclusive("other_error", found[_ERROR])
    if not written[_RAN]:
        return inconclusive("line_not_reached")
    return _compared(pre_import.name.dotted, written[_TYPES], wide[_TYPES])


def _compared(module: str, written: dict[str, str], wide: dict[str, str]) -> Verdict:
    for name, dtype in written.items():
        if dtype in _WIDER and wide.get(name) == _WIDER[dtype]:
            return confirmed(
                f"`{name}` is a {dtype} after importing `{module}` as written",
                "",
                f"`{name}` is a {wide[name]} if 64 bits are on from the start",
            )
    return refuted(f"each array of `{module}` is of the same type if 64 bits are on from the start")


def _imported(pre_import: PreImport, *, from_the_start: bool) -> Found:
    if from_the_start:
        jax.config.update("jax_enable_x64", True)
    plan = pre_import.plan()
    loaded = plan.program.loaded
    names = vars(loaded.module) if loaded.module else {}
    types = {
        name: str(value.dtype) for name, value in names.items() if isinstance(value, jax.Array)
    }
    error = type(loaded.error).__name__ if loaded.error else ""
    return {_RAN: plan.at_import.ran, _ERROR: error, _TYPES: types}

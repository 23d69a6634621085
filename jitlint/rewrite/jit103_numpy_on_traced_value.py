"""Calls the function of `jax.numpy` in place of that of NumPy."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.numpy_equivalents import with_twin
from jitlint.rewrite.traced_only import is_always_traced
from jitlint.rules.jit103_numpy_on_traced_value import NOT_IN_JAX
from jitlint.rules.jit412_removed_name import removals

MODULES = ("numpy", "numpy.fft", "numpy.linalg")


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the callee."""
    call = document.node(finding.at, ast.Call)
    if call is None:
        return ()
    module, _, name = qualified(document, call.func).rpartition(".")
    if module not in MODULES or name in NOT_IN_JAX or f"jax.numpy.{name}" in removals():
        return ()
    twin = f"{module}.{name}".removeprefix("numpy.")
    return with_twin(document, call, twin, safe=is_always_traced(document, call))

"""Calls the function of `jax.numpy` in place of that of `math`."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.numpy_equivalents import with_twin
from jitlint.rewrite.traced_only import is_always_traced

OF_ONE = """
    acos acosh asin asinh atan atanh cbrt cos cosh degrees exp exp2 expm1 fabs isfinite isinf isnan
    log log10 log1p log2 radians sin sinh sqrt tan tanh
""".split()
OF_TWO = "atan2 copysign fmod hypot nextafter pow".split()
TWINS = {**dict.fromkeys(OF_ONE, 1), **dict.fromkeys(OF_TWO, 2)}
"""The number of arguments of the functions that `math` and `jax.numpy` have in common."""


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the callee."""
    call = document.node(finding.at, ast.Call)
    if call is None:
        return ()
    module, _, name = qualified(document, call.func).rpartition(".")
    if module != "math" or TWINS.get(name) != len(call.args) or call.keywords:
        return ()
    return with_twin(document, call, name, safe=is_always_traced(document, call))

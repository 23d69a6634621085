"""Traces the function, and sees whether the claimed error is raised at the span.

Confirmed when an accepted error's innermost user frame is at the span, also if user code
catches it; refuted when the flagged expression ran under the trace and nothing was raised.
"""

from ..attempts.pre_import import PreImport
from ..attempts.raising import find_error
from ..program.verdict import Verdict

BEFORE_IMPORT = False


def test(pre_import: PreImport) -> Verdict:
    """Returns what tracing the function shows."""
    return find_error(pre_import, under_jax=True)

"""Traces the function, and sees whether the claimed error is raised at the span.

Confirmed when an accepted error's innermost user frame is at the span, also if user code
catches it; refuted when the flagged expression ran under the trace and nothing was raised.
"""

from ..raising import find_error
from ..stage import Stage
from ..verdict import Verdict

BEFORE_IMPORT = False


def test(stage: Stage) -> Verdict:
    """Returns what tracing the function shows."""
    return find_error(stage, under_jax=True)

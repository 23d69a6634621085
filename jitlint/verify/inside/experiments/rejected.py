"""Makes the call that JAX is said to refuse, and sees whether the error is raised at the span.

Confirmed when an accepted error's innermost user frame is at the span; refuted when the
flagged expression ran and nothing was raised.
"""

from ..raising import find_error
from ..stage import Stage
from ..verdict import Verdict

BEFORE_IMPORT = False


def test(stage: Stage) -> Verdict:
    """Returns what running the function around the call shows."""
    return find_error(stage, under_jax=False)

"""Makes the call that JAX is said to refuse, and sees whether the error is raised at the span.

Confirmed when an accepted error's innermost user frame is at the span; refuted when the
flagged expression ran and nothing was raised. What a class's own body wraps is called as a
method, as its users do.
"""

from ..raising import find_error
from ..refusal import find_refusal
from ..stage import Stage
from ..verdict import Verdict

BEFORE_IMPORT = False


def test(stage: Stage) -> Verdict:
    """Returns what running the function around the call shows."""
    scene = stage.scene()
    is_in_body = stage.question.entry is None and not scene.around
    found = find_refusal(scene) if is_in_body else None
    return found or find_error(stage, under_jax=False)

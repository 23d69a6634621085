"""Makes the call that JAX is said to refuse, and sees whether the error is raised at the span.

Confirmed when an accepted error's innermost user frame is at the span; refuted when the
flagged expression ran and nothing was raised. A function that a class's body wraps is
called as a method.
"""

from ..attempts.pre_import import PreImport
from ..attempts.raising import find_error
from ..attempts.refusal import find_refusal
from ..program.verdict import Verdict

BEFORE_IMPORT = False


def test(pre_import: PreImport) -> Verdict:
    """Returns what running the function around the call shows."""
    plan = pre_import.plan()
    is_in_body = pre_import.question.entry is None and not plan.around
    found = find_refusal(plan) if is_in_body else None
    return found or find_error(pre_import, under_jax=False)

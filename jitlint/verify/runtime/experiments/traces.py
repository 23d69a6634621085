"""Tests whether arguments can be found with which the function is traced without an error.

Confirmed when a call is traced to its end; the evidence says where its arguments came from.
"""

from ..attempts.pre_import import PreImport
from ..program.verdict import Verdict, confirmed, error_text, inconclusive

BEFORE_IMPORT = False


def test(pre_import: PreImport) -> Verdict:
    """Returns confirmed at the first call that is traced."""
    tried, best, text = 0, (-1, -1), ""
    for attempt in pre_import.plan().attempts():
        if attempt.subject.host:
            continue
        tried += 1
        _, error = attempt.tried(anew=False)
        if error is None:
            return confirmed(f"traced at attempt {tried}", attempt.arguments)
        failure = attempt.call.outcome.failure
        if failure is not None and failure.progress > best:
            best, text = failure.progress, error_text(error)
    return inconclusive("args_not_found", f"{tried} tried, {text}")

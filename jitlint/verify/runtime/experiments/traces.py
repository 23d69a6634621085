"""Sees whether arguments can be found with which the function is traced without an error.

Confirmed when a call is traced to its end; the evidence says where its arguments came from.
"""

from ..attempts.pre_import import PreImport
from ..program.resolve_function import Unreachable
from ..program.verdict import Verdict, confirmed, inconclusive, say_error

BEFORE_IMPORT = False


def test(before_import: PreImport) -> Verdict:
    """Returns confirmed at the first call that is traced."""
    tried, best, said = 0, (-1, -1), ""
    try:
        for attempt in before_import.plan().attempts():
            if attempt.subject.host:
                continue
            tried += 1
            _, error = attempt.tried(anew=False)
            if error is None:
                return confirmed(f"traced at attempt {tried}", attempt.arguments)
            failure = attempt.call.outcome.failure
            if failure is not None and failure.progress > best:
                best, said = failure.progress, say_error(error)
    except Unreachable as error:
        return inconclusive(str(error))
    return inconclusive("args_not_found", f"{tried} tried, {said}")

"""Counts runs as for an effect, then changes the answer of the impure call and traces again.

The count decides; that the jaxpr changes with the answer is further evidence.
"""

from ..attempts.counting import count
from ..attempts.impure_stubs import changed_callee
from ..attempts.pre_import import PreImport
from ..program.verdict import Verdict, confirmed

BEFORE_IMPORT = False


def test(pre_import: PreImport) -> Verdict:
    """Returns what the counts say, and whether the answer is in the jaxpr."""
    plan = pre_import.plan()
    counted = count(plan)
    verdict, attempt = counted.verdict, counted.attempt
    if verdict.outcome == "confirmed" and attempt is not None:
        callee = changed_callee(plan, attempt)
        if callee:
            text = f"the jaxpr changes with the answer of `{callee}`: it is baked in"
            return confirmed(verdict.evidence[0], verdict.arguments, text)
    return verdict

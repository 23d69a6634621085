"""Makes three equal calls and counts runs of the flagged line, then three without jit.

Confirmed when jit runs it less often, 1 of 3 against 3 of 3; refuted when the counts are equal.
"""

from ..attempts.counting import count
from ..attempts.pre_import import PreImport
from ..program.transforms import last_name
from ..program.verdict import Verdict, confirmed

BEFORE_IMPORT = False


def test(pre_import: PreImport) -> Verdict:
    """Returns what the counts say, and of `make_jaxpr` that the jaxpr knows of no effect."""
    counted = count(pre_import.plan())
    verdict, attempt = counted.verdict, counted.attempt
    if verdict.outcome == "confirmed" and attempt and last_name(attempt.transform) == "make_jaxpr":
        jaxpr = attempt.repeatable()()
        if not getattr(jaxpr, "effects", True):
            return confirmed(verdict.evidence[0], verdict.arguments, "absent from the jaxpr")
    return verdict

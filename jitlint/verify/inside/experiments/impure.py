"""Counts runs as for an effect, then changes the answer of the impure call and traces again.

The count decides; that the jaxpr changes with the answer is further evidence.
"""

from ..answers import baked_in
from ..counting import count
from ..stage import Stage
from ..verdict import Verdict, confirmed

BEFORE_IMPORT = False


def test(stage: Stage) -> Verdict:
    """Returns what the counts say, and whether the answer is in the jaxpr."""
    scene = stage.scene()
    counted = count(scene)
    verdict, attempt = counted.verdict, counted.attempt
    if verdict.outcome == "confirmed" and attempt is not None:
        callee = baked_in(scene, attempt)
        if callee:
            said = f"the jaxpr changes with the answer of `{callee}`: it is baked in"
            return confirmed(verdict.evidence[0], verdict.arguments, said)
    return verdict

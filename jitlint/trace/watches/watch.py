"""What is watched over the whole run, and told when a call makes it certain."""

from dataclasses import dataclass, field

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.watches.rebinding import Rebinding
from jitlint.trace.wrappers.custom_rules import CustomRules


@dataclass(slots=True)
class Watch:
    """`loops` are the loops met, by their places; `restored` the attributes that the `finally`
    of a `try` around puts back.
    """

    loops: dict[Place, ir.For | ir.While] = field(default_factory=dict[Place, ir.For | ir.While])
    restored: frozenset[str] = frozenset()
    rebinding: Rebinding = field(default_factory=Rebinding)
    custom: CustomRules = field(default_factory=CustomRules)

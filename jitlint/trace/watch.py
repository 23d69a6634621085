"""What is watched over the whole run, and told at its end or when a call makes it certain."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.custom_rules import CustomRules
from jitlint.trace.events import Event
from jitlint.trace.forms import Forms
from jitlint.trace.latent import Latent
from jitlint.trace.oftenness import Oftenness
from jitlint.trace.rebinding import Rebinding


@dataclass(slots=True)
class Watch:
    """`loops` are the loops met, by their places; `restored` the attributes that the `finally`
    of a `try` around puts back.
    """

    loops: dict[Place, ir.For | ir.While] = field(default_factory=dict[Place, ir.For | ir.While])
    restored: frozenset[str] = frozenset()
    oftenness: Oftenness = field(default_factory=Oftenness)
    rebinding: Rebinding = field(default_factory=Rebinding)
    forms: Forms = field(default_factory=Forms)
    latent: Latent = field(default_factory=Latent)
    custom: CustomRules = field(default_factory=CustomRules)

    def events(self) -> Iterator[Event]:
        """Yields what only the whole program can tell."""
        yield from self.oftenness.events()
        yield from self.rebinding.events()
        yield from self.forms.events()
        yield from self.latent.events()

"""The mode that the program is evaluated in: which errors of JAX it expects, or has ruled out."""

from dataclasses import dataclass
from typing import Literal

from jitlint.core.finding import Place

Lasting = Literal["guarded", "chosen"]


@dataclass(frozen=True, slots=True)
class ActiveHandler:
    """An `except` that is around: where it is, and what it catches, in the user's words."""

    at: Place
    catches: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of evaluation; modes around one another add up.

    `guarded` says that the program expects what JAX raises for a traced value, or has asked whether
    one is traced, `chosen` that something unknown has chosen this path, so that nothing is certain
    on it; `lasts` that either stays so until the function in execution returns. `untraced` says
    that tracing is switched off, `tentative` that a name may be missing, as in the body of a `try`,
    and `in_rule` that a rule of a custom derivative runs. `restored` are the attributes that the
    `finally` of a `try` around puts back, `handlers` the `except` clauses around that catch what
    JAX raises.
    """

    guarded: bool = False
    chosen: bool = False
    lasts: frozenset[Lasting] = frozenset()
    untraced: bool = False
    tentative: bool = False
    in_rule: bool = False
    restored: frozenset[str] = frozenset()
    handlers: tuple[ActiveHandler, ...] = ()

    def __or__(self, other: "Mode") -> "Mode":
        return Mode(
            self.guarded or other.guarded,
            self.chosen or other.chosen,
            self.lasts | other.lasts,
            self.untraced or other.untraced,
            self.tentative or other.tentative,
            self.in_rule or other.in_rule,
            self.restored | other.restored,
            (*self.handlers, *other.handlers),
        )

    @property
    def expects_errors(self) -> bool:
        """Whether the program waits here for what JAX refuses, or has tracing switched off."""
        return self.tentative or self.guarded or self.untraced

    @property
    def lasting(self) -> "Mode":
        """What of a mode stays until the function in execution returns."""
        return Mode("guarded" in self.lasts, "chosen" in self.lasts, self.lasts)


GUARDED = Mode(guarded=True)
CHOSEN = Mode(chosen=True)
TENTATIVE = Mode(tentative=True)
GUARDED_UNTIL_RETURN = Mode(guarded=True, lasts=frozenset({"guarded"}))
CHOSEN_UNTIL_RETURN = Mode(chosen=True, lasts=frozenset({"chosen"}))

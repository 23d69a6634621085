"""The mode that the program is evaluated in: which errors of JAX it expects, or has ruled out."""

from dataclasses import dataclass

from jitlint.core.finding import Place


@dataclass(frozen=True, slots=True)
class ActiveHandler:
    """An `except` that is around: where it is, and what it catches, in the user's words."""

    at: Place
    catches: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of evaluation; modes around one another add up.

    `guarded` says that the program expects what JAX raises for a traced value, or has asked whether
    one is traced; `lasts` that it stays so until the function in execution returns. `untraced` says
    that tracing is switched off, `tentative` that a name may be missing, as in the body of a `try`,
    and `in_rule` that a rule of a custom derivative runs. `restored` are the attributes that the
    `finally` of a `try` around puts back, `handlers` the `except` clauses around that catch what
    JAX raises.
    """

    guarded: bool = False
    lasts: bool = False
    untraced: bool = False
    tentative: bool = False
    in_rule: bool = False
    restored: frozenset[str] = frozenset()
    handlers: tuple[ActiveHandler, ...] = ()

    def __or__(self, other: "Mode") -> "Mode":
        return Mode(
            self.guarded or other.guarded,
            self.lasts or other.lasts,
            self.untraced or other.untraced,
            self.tentative or other.tentative,
            self.in_rule or other.in_rule,
            self.restored | other.restored,
            (*self.handlers, *other.handlers),
        )


GUARDED = Mode(guarded=True)
TENTATIVE = Mode(tentative=True)
GUARDED_UNTIL_RETURN = Mode(guarded=True, lasts=True)

"""Events made by hand: a trace of `step`, and what may happen in it."""

from jitlint.core.finding import Entry, Finding, Place
from jitlint.interpreter.domain.values import Array, Depends, Kind, Origin, Tree
from jitlint.interpreter.events import Event, Trace
from jitlint.rules import all_rules

AT, OTHER = Place("train.py", 7), Place("train.py", 8)
X: Depends = frozenset({Origin("step", "x")})
KINDS: tuple[Kind, ...] = ("abstract", "concrete", "captured", "eager")


def traced(
    by: str = "jax.jit", stages: bool = True, level: int = 1, function: str = "step"
) -> Trace:
    """Returns a trace of `step`."""
    return Trace(Entry(by, function, Place("train.py", 1), Place("train.py", 2)), stages, level, ())


def array(kind: Kind = "abstract", depends: Depends = X, **known: object) -> Array:
    """Returns an array that depends on `x`."""
    return Array(kind, depends, **{"level": 1, **known})  # type: ignore[arg-type]


def tree(kind: Kind = "abstract") -> Tree:
    """Returns an argument of unknown structure."""
    return Tree(kind, X, level=1)


def said(code: str, event: Event) -> list[Finding[Place]]:
    """Returns what the rule with a code says of an event."""
    (rule,) = (rule for rule in all_rules() if rule.code == code)
    return [f for kind, check in rule.checks if isinstance(event, kind) for f in check(event)]

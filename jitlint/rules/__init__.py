"""Rules: one file each, found by their file names; this module defines `Rule`.

`jit101_branch_on_traced_value.py` is the rule JIT101, `branch-on-traced-value`. Its module
docstring is the manual page, its `rule` holds the claim, and its one function turns an event into
findings.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from jitlint.core.finding import Claim, ClaimKind, Finding, Place, Severity, Step
from jitlint.interpreter.events import Event

E = TypeVar("E", bound=Event)
Check = Callable[[E], Iterator[Finding[Place]]]

FAMILIES = {
    "0": "the run itself",
    "1": "Python asks a traced value for a concrete answer",
    "2": "a side effect or an impure read happens once per trace, not once per call",
    "3": "it compiles more often than it should",
    "4": "a transformation or its arguments are misused",
    "5": "a traced value outlives its trace",
    "6": "structures, shapes or types do not fit",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code and name come from its file, its manual from its docstring.

    `fix` says what `--fix` does where it is sure; empty where it never is. `observed` says whether
    only the record of a run shows what it reports.
    """

    module: str
    severity: Severity
    claim: ClaimKind
    errors: tuple[str, ...] = ()
    fix: str = ""
    observed: bool = False
    checks: "list[tuple[type[Event], Check[Event]]]" = field(
        default_factory=list["tuple[type[Event], Check[Event]]"]
    )

    @property
    def code(self) -> str:
        """The code, such as `JIT101`."""
        return self._stem.partition("_")[0].upper()

    @property
    def name(self) -> str:
        """The name, such as `branch-on-traced-value`: it reads after "allow"."""
        return self._stem.partition("_")[2].replace("_", "-")

    @property
    def family(self) -> str:
        """The subject of all rules with this first digit."""
        return FAMILIES[self.code[3]]

    @property
    def manual(self) -> str:
        """The manual page: what happens and why, Bad, Good."""
        return inspect.cleandoc(importlib.import_module(self.module).__doc__ or "")

    @property
    def _stem(self) -> str:
        return self.module.rpartition(".")[2]

    def on(self, kind: type[E]) -> Callable[[Check[E]], Check[E]]:
        """Registers the decorated function for events of a kind."""

        def register(check: Check[E]) -> Check[E]:
            self.checks.append((kind, check))  # type: ignore[arg-type]
            return check

        return register

    def finding(
        self,
        event: Event,
        message: str,
        *,
        at: Place | None = None,
        quotes: tuple[Place, ...] = (),
        note: str = "",
        help: str = "",
        errors: tuple[str, ...] | None = None,
        severity: Severity | None = None,
        since: str = "",
        needs: tuple[str, ...] = (),
        keeps: tuple[str, ...] = (),
        last: Step[Place] | None = None,
    ) -> Finding[Place]:
        """Returns a finding at `at`, or else at the event, with the event's chain and entry.

        The `last` step is one more at the end of the chain.
        """
        trace = event.trace
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            at=at or event.at,
            message=message,
            claim=Claim(self.claim, self.errors if errors is None else errors),
            quotes=quotes,
            note=note,
            help=help,
            chain=(*(trace.chain if trace else ()), *((last,) if last else ())),
            entry=trace.entry if trace else None,
            since=since,
            needs=needs,
            keeps=keeps,
        )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Returns every rule, in the order of their codes."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("jit"))
    return tuple(importlib.import_module(f"{__name__}.{name}").rule for name in names)

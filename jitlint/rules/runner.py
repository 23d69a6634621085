"""Applies the rules to events; each event is judged once, even if several modules meet it."""

from collections.abc import Iterable, Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import Event
from jitlint.rules import Check, all_rules

Findings = tuple[Finding[Place], ...]


class RuleRunner:
    """All rules, by the kinds of events that they look at."""

    def __init__(self) -> None:
        self._checks = [(kind, check) for rule in all_rules() for kind, check in rule.checks]
        self._of_kind: dict[type[Event], list[Check[Event]]] = {}
        self._findings: dict[int, tuple[Event, Findings]] = {}

    def findings(self, events: Iterable[Event]) -> Iterator[Finding[Place]]:
        """Yields the findings of the rules in events."""
        for event in events:
            yield from self._findings_of(event)

    def _findings_of(self, event: Event) -> Findings:
        known = self._findings.get(id(event))
        if known is None:
            checks = self._checks_of(type(event))
            known = event, tuple(finding for check in checks for finding in check(event))
            self._findings[id(event)] = known  # which keeps the event, and so its identity
        return known[1]

    def _checks_of(self, kind: type[Event]) -> list[Check[Event]]:
        if kind not in self._of_kind:
            self._of_kind[kind] = [check for each, check in self._checks if issubclass(kind, each)]
        return self._of_kind[kind]

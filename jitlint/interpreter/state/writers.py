"""Writers: the modules that change what others have made, and the code that does so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jitlint.interpreter.state.changes import Change, Scope, precedes
from jitlint.interpreter.state.contributions import Bits, Contribution, Contributions
from jitlint.interpreter.state.provenance import Provenance

Scopes = frozenset[Scope]


@dataclass(frozen=True, slots=True)
class _Writing:
    """What one scope comes to, and those who change what it sees."""

    does: Contribution
    writers: Scopes


class Writers:
    """The scopes of a finished run that have changed what others have made."""

    def __init__(self, provenance: Provenance, contributions: Contributions) -> None:
        self.contributions = contributions
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._of: dict[str, set[Scope]] = {}
        self._writing: dict[Scope, _Writing] = {}
        for name in provenance.modules if provenance.has_changes else ():
            changed = zip((False, True), provenance.changes(name), strict=True)
            every = [Change(name, calls, home) for calls, homes in changed for home in homes]
            self._changes[name] = tuple(sorted(every, key=repr))
            for each in every:
                self._of.setdefault(each.home, set()).add((name, each.by_calls))

    def changes(self, module: str, code: Iterable[str]) -> tuple[Change, ...]:
        """Returns the changes that a module makes, and those by executions that it rests on."""
        executed = [
            change
            for name in code
            for change in self._changes.get(name, ())
            if name != module and not change.by_calls
        ]
        return (*self._changes.get(module, ()), *executed)

    def seen_by(self, module: str, share: Contribution) -> Iterator[Contribution]:
        """Yields what those do who change what a module sees, and what these see, and so on."""
        found = set(self._changing((module, True), share.code))
        todo = sorted(found)
        while todo:
            writing = self._of_scope(todo.pop())
            yield writing.does
            todo += sorted(writing.writers - found)
            found |= writing.writers

    def _changing(self, scope: Scope, code: Bits) -> Scopes:
        changed = self.contributions.modules(code, self._of)
        changing = (each for home in changed for each in self._of[home])
        return frozenset(each for each in changing if precedes(each, scope))

    def _of_scope(self, scope: Scope) -> _Writing:
        if scope not in self._writing:
            module, by_calls = scope
            does = self.contributions.of(module, functions=by_calls)
            self._writing[scope] = _Writing(does, self._changing(scope, does.code))
        return self._writing[scope]

"""Writers: the modules whose execution changes what others have made, and the code that does so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jitlint.interpreter.state.changes import Change
from jitlint.interpreter.state.contributions import Bits, Contribution, Contributions
from jitlint.interpreter.state.provenance import Provenance


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the execution of one module comes to, and those that change what it sees."""

    does: Contribution
    writers: frozenset[str]


class Writers:
    """The modules of a finished run whose execution has changed what others have made."""

    def __init__(self, provenance: Provenance, contributions: Contributions) -> None:
        self.contributions = contributions
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._of: dict[str, set[str]] = {}
        self._writing: dict[str, _Writing] = {}
        for name in provenance.modules if provenance.has_changes else ():
            homes = sorted(provenance.changes(name))
            self._changes[name] = tuple([Change(name, home) for home in homes])
            for home in homes:
                self._of.setdefault(home, set()).add(name)

    def changes(self, module: str, code: Iterable[str]) -> tuple[Change, ...]:
        """Returns the changes that a module makes, and those by others that it rests on."""
        others = [change for name in code if name != module for change in self._made_by(name)]
        return (*self._made_by(module), *others)

    def seen_by(self, share: Contribution) -> Iterator[Contribution]:
        """Yields what those do who change what a module sees, and what these see, and so on."""
        found = {*self._changing(share.code)}
        todo = sorted(found)
        while todo:
            writing = self._execution(todo.pop())
            yield writing.does
            todo += sorted(writing.writers - found)
            found |= writing.writers

    def _made_by(self, module: str) -> tuple[Change, ...]:
        return self._changes.get(module, ())

    def _changing(self, code: Bits) -> frozenset[str]:
        changed = self.contributions.modules(code, self._of)
        return frozenset(each for home in changed for each in self._of[home])

    def _execution(self, module: str) -> _Writing:
        if module not in self._writing:
            does = self.contributions.of(module, functions=False)
            self._writing[module] = _Writing(does, self._changing(does.code))
        return self._writing[module]

"""Writers: the modules that change what others have made, and the code that does so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jitlint.interpreter.events.facts import Absent, Exports
from jitlint.interpreter.state.changes import Change, Scope, precedes
from jitlint.interpreter.state.provenance import Contribution, Emitted, Provenance

Scopes = frozenset[Scope]


@dataclass(frozen=True, slots=True)
class _Writing:
    """The code of one scope, and those who change what it sees.

    The code is a number with a bit for each function; `asked` is what it asks of names.
    """

    functions: int
    asked: tuple[Emitted, ...]
    writers: Scopes


class Writers:
    """The scopes of a finished run that have changed what others have made."""

    def __init__(self, provenance: Provenance) -> None:
        self._provenance = provenance
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._of: dict[str, set[Scope]] = {}
        self._writing: dict[Scope, _Writing] = {}
        self._bits: dict[tuple[str, int], int] = {}
        self._functions: list[tuple[str, int]] = []
        for name in provenance.modules if provenance.has_changes else ():
            changed = zip((False, True), provenance.changes(name), strict=True)
            every = [Change(name, calls, home) for calls, homes in changed for home in homes]
            self._changes[name] = tuple(sorted(every, key=repr))
            for each in every:
                self._of.setdefault(each.home, set()).add((name, each.by_calls))

    def changes(self, module: str, code: Mapping[str, set[int]]) -> tuple[Change, ...]:
        """Returns the changes that a module makes, and those by executions that it rests on."""
        executed = [
            change
            for name in code
            for change in self._changes.get(name, ())
            if name != module and not change.by_calls
        ]
        return (*self._changes.get(module, ()), *executed)

    def seen_by(self, module: str, share: Contribution) -> Contribution:
        """Returns the code of all that changes what a module sees, and what it asks of names."""
        functions, asked = 0, dict[Emitted, None]()
        code: dict[str, set[int]] = {}
        for each in self._followed(self._changing((module, True), share.code)):
            functions |= each.functions
            asked |= dict.fromkeys(each.asked)
        for number in _ones(functions):
            name, at = self._functions[number]
            code.setdefault(name, set()).add(at)
        return Contribution(code, tuple(asked))

    def _changing(self, scope: Scope, code: Mapping[str, set[int]]) -> Scopes:
        changing = (each for home in self._of.keys() & code for each in self._of[home])
        return frozenset(each for each in changing if precedes(each, scope))

    def _followed(self, scopes: Scopes) -> Iterator[_Writing]:
        """Yields what scopes do, and those that change what these see, and so on."""
        found, todo = set(scopes), sorted(scopes)
        while todo:
            writing = self._of_scope(todo.pop())
            yield writing
            todo += sorted(writing.writers - found)
            found |= writing.writers

    def _of_scope(self, scope: Scope) -> _Writing:
        if scope not in self._writing:
            module, by_calls = scope
            share = self._provenance.share(module, functions=by_calls)
            functions = 0
            for name, ordinals in share.code.items():
                for at in ordinals:
                    functions |= self._bit((name, at))
            asked = tuple(each for each in share.emitted if isinstance(each, Absent | Exports))
            self._writing[scope] = _Writing(functions, asked, self._changing(scope, share.code))
        return self._writing[scope]

    def _bit(self, function: tuple[str, int]) -> int:
        if function not in self._bits:
            self._bits[function] = 1 << len(self._functions)
            self._functions.append(function)
        return self._bits[function]


def _ones(number: int) -> Iterator[int]:
    """Yields the places of the bits that are set."""
    digits = f"{number:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)

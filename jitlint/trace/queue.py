"""Functions and wrappers that wait to be called as an unknown caller would."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jitlint.trace.ledger import Ledger, Work
from jitlint.trace.values import Function, Transformed

Subject = Function | Transformed


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, and the work that it will be."""

    work: Work
    subject: Subject


@dataclass(slots=True)
class Queue:
    """What waits, by the module whose execution or whose functions have made it.

    `scope` is the module whose functions are being called; empty while modules are executed.
    """

    ledger: Ledger
    scope: str = ""
    _for: str = ""
    _waiting: dict[str, dict[int, Waiting]] = field(default_factory=dict[str, "dict[int, Waiting]"])
    _met: dict[int, Work] = field(default_factory=dict[int, Work])

    @contextmanager
    def of(self, module: str, scope: str) -> Generator[None]:
        """Takes what is added meanwhile for a module's."""
        before = self._for, self.scope
        self._for, self.scope = module, scope
        try:
            yield
        finally:
            self._for, self.scope = before

    def take(self, module: str) -> list[Waiting]:
        """Returns what waits of a module, functions first; it waits no more."""
        waiting = self._waiting.pop(module, {})
        return sorted(waiting.values(), key=lambda each: isinstance(each.subject, Transformed))

    def leave(self, module: str) -> None:
        """Gives up what still waits of a module; its own may meet another module's function."""
        for waiting in self.take(module):
            match waiting.subject:
                case Function(module=home, node=node) if home != module:
                    self._met.pop(id(node), None)
                case _:
                    continue

    def add(self, subject: Subject, module: str) -> Work:
        """Adds a function or wrapper of a module's code, and returns the work that it will be."""
        waiting = Waiting(Work(module), subject)
        self.ledger.queue(waiting.work)
        self._waiting.setdefault(self._for, {})[id(subject)] = waiting
        return waiting.work

    def meet(self, function: Function) -> None:
        """Adds a function that was made, once for each `def` or lambda."""
        known = self._met.get(id(function.node))
        if known:
            self.ledger.queue(known)
            return
        self._met[id(function.node)] = self.add(function, function.module)

    def forget(self, function: Function) -> None:
        """Takes back a function that a decorator has taken."""
        waiting = self._waiting.get(self._for, {}).pop(id(function), None)
        if waiting:
            self.ledger.forget(waiting.work)

"""Functions and wrappers that wait to be called as an unknown caller would."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jitlint.interpreter.domain.values import Function, Transformed, count_containers
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.state.provenance import Provenance

Subject = Function | Transformed


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A function or wrapper that waits, with the work that it will be.

    `began` is the number of values that were made before it was added.
    """

    work: WorkUnit
    subject: Subject
    began: int = field(default_factory=count_containers)


@dataclass(slots=True)
class Worklist:
    """The functions and wrappers that wait, by the module whose execution or functions made them.

    `scope` is the module whose functions are being called; empty while modules are executed.
    """

    provenance: Provenance
    scope: str = ""
    _for: str = ""
    _waiting: dict[str, dict[int, WorkItem]] = field(
        default_factory=dict[str, "dict[int, WorkItem]"]
    )
    _met: dict[int, WorkUnit] = field(default_factory=dict[int, WorkUnit])

    @contextmanager
    def of(self, module: str, scope: str) -> Generator[None]:
        """Takes what is added meanwhile for a module's."""
        before = self._for, self.scope
        self._for, self.scope = module, scope
        try:
            yield
        finally:
            self._for, self.scope = before

    def take(self, module: str) -> list[WorkItem]:
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

    def add(self, subject: Subject, module: str) -> WorkUnit:
        """Adds a function or wrapper of a module's code, and returns the work that it will be."""
        waiting = WorkItem(WorkUnit(module), subject)
        self.provenance.queue(waiting.work)
        self._waiting.setdefault(self._for, {})[id(subject)] = waiting
        return waiting.work

    def enqueue(self, function: Function) -> None:
        """Adds a function that was made, once for each `def` or lambda."""
        known = self._met.get(id(function.node))
        if known:
            self.provenance.queue(known)
            return
        self._met[id(function.node)] = self.add(function, function.module)

    def meet_again(self, item: WorkItem) -> None:
        """Lets a function that was called be added again, by whoever makes it next."""
        match item.subject:
            case Function(node=node) if self._met.get(id(node)) is item.work:
                del self._met[id(node)]
            case _:
                return

    def forget(self, subject: Subject) -> None:
        """Takes back a function that a decorator has taken, or a wrapper that is never called."""
        waiting = self._waiting.get(self._for, {}).pop(id(subject), None)
        if waiting:
            self.provenance.forget(waiting.work)

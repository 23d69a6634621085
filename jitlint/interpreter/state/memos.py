"""Memoised functions that a program calls as its modules are executed: they keep what they made.

Whether one is among them is the same for every trace of a run. It cannot depend on which modules
happen to be executed before, since a later run executes only those that have changed.
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field

from jitlint.core.finding import Place

Places = dict[Place, None]


@dataclass(slots=True)
class Memos:
    """The memoised functions called so far, by the modules whose execution has led to the calls.

    `filled` are those that are taken to keep what they made, `answers` what traced code was told of
    them. `called` are the functions that the module or call in progress has called.
    """

    filled: frozenset[Place] = frozenset()
    answers: dict[Place, bool] = field(default_factory=dict[Place, bool])
    called: Places = field(default_factory=Places)
    modules: dict[str, Places] = field(default_factory=dict[str, Places])

    def is_filled(self, function: Place) -> bool:
        """Says whether the program has called a function before it traces anything."""
        return self.answers.setdefault(function, function in self.filled)

    @contextmanager
    def executing(self, module: str) -> Generator[None]:
        """Collects the calls that the execution of a module leads to."""
        around, self.called = self.called, self.modules.setdefault(module, {})
        try:
            yield
        finally:
            self.called = around

    @contextmanager
    def within_call(self, really_runs: bool) -> Generator[Places]:
        """Collects the calls of one call, which are those of the call around it if it is made."""
        around, self.called = self.called, {}
        made = self.called
        try:
            yield made
        finally:
            self.called = around
            if really_runs:
                around.update(made)

    def of(self, modules: Iterable[str]) -> frozenset[Place]:
        """Returns the functions that the execution of modules has called."""
        return frozenset[Place]().union(*(self.modules.get(name, ()) for name in modules))

    def agree(self) -> bool:
        """Says whether what traced code was told holds for what is filled by now."""
        return all(answer == (place in self.filled) for place, answer in self.answers.items())

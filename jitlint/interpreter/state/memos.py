"""Memoised functions that a program calls as its modules are executed: they keep what they made.

A trace that the execution of a module begins finds what that module has called before, and what
any other module calls. Every other trace finds what any module calls. It cannot depend on which
of the others happen to be executed before, since a later run executes only those that have changed.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from jitlint.core.finding import Place
from jitlint.interpreter.events.facts import AskedFilled

Places = dict[Place, None]
Callers = Mapping[Place, frozenset[str]]
"""The modules whose execution calls a memoised function, by the function."""


@dataclass(slots=True)
class _MemosOfCall:
    """A context that gives the memoised functions which one call has called."""

    memos: "Memos"
    really_runs: bool

    def __enter__(self) -> Places:
        made: Places = {}
        self.memos.calls.append(made)
        return made

    def __exit__(self, *_: object) -> None:
        made = self.memos.calls.pop()
        if self.really_runs:
            self.memos.note(made)


@dataclass(slots=True)
class Memos:
    """The memoised functions called so far, by the modules whose execution has led to the calls.

    `callers` are those of all modules, `asked` the answers of which a trace was told. `calls` are
    the functions called by the module in execution, and by each call around, the innermost last.
    """

    callers: Callers = field(default_factory=dict[Place, frozenset[str]])
    asked: set[AskedFilled] = field(default_factory=set[AskedFilled])
    modules: dict[str, Places] = field(default_factory=dict[str, Places])
    module: str = ""
    calls: list[Places] = field(default_factory=lambda: [{}])

    def note(self, functions: Iterable[Place]) -> None:
        """Notes that the call in progress has called functions."""
        self.calls[-1].update(dict.fromkeys(functions))

    def ask(self, function: Place) -> AskedFilled | None:
        """Says whether a function has been called before a trace; None if the module itself has."""
        fact = AskedFilled(function, is_filled(self.callers, function, self.module), self.module)
        if not fact.filled and any(function in each for each in self.calls):
            return None
        self.asked.add(fact)
        return fact

    @contextmanager
    def executing(self, module: str) -> Generator[None]:
        """Collects the calls that the execution of a module leads to."""
        around = self.module, self.calls
        self.module, self.calls = module, [self.modules.setdefault(module, {})]
        try:
            yield
        finally:
            self.module, self.calls = around

    def within_call(self, really_runs: bool) -> "_MemosOfCall":
        """Collects the calls of one call, which are those of the call around it if it is made."""
        return _MemosOfCall(self, really_runs)

    def of(self, modules: Iterable[str]) -> dict[Place, frozenset[str]]:
        """Returns the functions that the execution of modules has called, with those modules."""
        return callers_of((name, place) for name in modules for place in self.modules.get(name, ()))

    def agree(self) -> bool:
        """Says whether the traces were told what holds by now."""
        return all(answers(self.callers, fact) for fact in self.asked)


def callers_of(calls: Iterable[tuple[str, Place]]) -> dict[Place, frozenset[str]]:
    """Returns the modules that call each function."""
    found: dict[Place, set[str]] = {}
    for module, function in calls:
        found.setdefault(function, set()).add(module)
    return {function: frozenset(modules) for function, modules in found.items()}


def united(*all_callers: Callers) -> dict[Place, frozenset[str]]:
    """Returns the callers that are in any."""
    pairs = (pair for callers in all_callers for pair in callers.items())
    return callers_of((module, function) for function, modules in pairs for module in modules)


def is_filled(callers: Callers, function: Place, apart: str) -> bool:
    """Says whether the execution of any module calls a function, but for one module."""
    return any(module != apart for module in callers.get(function, ()))


def answers(callers: Callers, fact: AskedFilled) -> bool:
    """Says whether a fact holds among these calls."""
    return fact.filled == is_filled(callers, fact.function, fact.module)

"""Changes: which modules change what another has made, such as a list that it keeps at its top.

What the program makes belongs to the module that is in execution, or whose functions are called by
then. A later run that traces a module which sees such a change lets those that make it run again.
"""

from bisect import bisect_right
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Function,
    Instance,
    Mapping,
    Partial,
    Sequence,
    Transformed,
    Value,
    count_containers,
)
from jitlint.interpreter.state.provenance import Provenance

Scope = tuple[str, bool]
"""A module, and whether its functions are called; if not, it is in execution."""


def precedes(scope: Scope, other: Scope) -> bool:
    """Whether what a scope does may have been done before what another one does.

    All modules are executed before the functions of any are called, in the order of names.
    """
    return not scope[1] or (other[1] and scope[0] < other[0])


def never() -> bool:
    """Says that a value does not stay the same."""
    return False


class Change(msgspec.Struct, frozen=True, array_like=True):
    """What the module `home` has made is changed by another, or by calls of its own functions."""

    writer: str
    by_calls: bool
    home: str


@dataclass(slots=True)
class Changes:
    """The scopes that there were so far, with the number of values made before each began.

    `touched` are the values that a scope has changed without having made them, by their numbers,
    and the names, by their modules.
    """

    began: list[int] = field(default_factory=lambda: [0])
    scopes: list[Scope] = field(default_factory=lambda: [("", False)])
    touched: set[int | tuple[str, str]] = field(default_factory=set[int | tuple[str, str]])

    @contextmanager
    def within(self, scope: Scope) -> Generator[None]:
        """Takes what is made meanwhile for a scope's."""
        around = self.scopes[-1]
        self._begin(scope)
        try:
            yield
        finally:
            self._begin(around)

    def note(self, provenance: Provenance, value: Value, same: Callable[[], bool]) -> None:
        """Notes that a value is changed, if another scope has made it.

        Where it stays the `same`, this is a change if another scope has made it before.
        """
        match value:
            case Sequence(made=made) | Mapping(made=made) | Instance(made=made):
                self._note(provenance, made, same)
            case Class(made=made) | Function(made=made):
                self._note(provenance, made, same)
            case Transformed(function=inner) | Bound(function=inner) | Partial(function=inner):
                self.note(provenance, inner, same)
            case _:
                return

    def note_name(
        self, provenance: Provenance, module: str, name: str, same: Callable[[], bool] = never
    ) -> None:
        """Notes that a name of a module is bound from elsewhere than its own execution."""
        if (module, False) != self.scopes[-1]:
            self._change(provenance, module, (module, name), same)

    def _note(self, provenance: Provenance, made: int, same: Callable[[], bool]) -> None:
        if made < self.began[-1]:
            home = self.scopes[bisect_right(self.began, made) - 1]
            if home != self.scopes[-1] and home[0]:
                self._change(provenance, home[0], made, same)

    def _change(
        self,
        provenance: Provenance,
        home: str,
        what: int | tuple[str, str],
        same: Callable[[], bool],
    ) -> None:
        if what in self.touched or not same():
            self.touched.add(what)
            provenance.change(home)

    def _begin(self, scope: Scope) -> None:
        self.began.append(count_containers())
        self.scopes.append(scope)

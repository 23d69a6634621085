"""Changes of what has been made before: by which modules, and until when they last.

Modules are executed one after the other, and each sees what those before it have changed: a later
run that executes one executes those too that change what it sees. Then the functions of each module
are called, on what the executions have left: what they change is undone before the next module's
functions are called, whatever the order, so that no module's findings rest on another's callers.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Frame,
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
Undo = Callable[[], object]
Mutable = Sequence | Mapping | Instance | Class | Function
_KEPT: dict[type, tuple[str, ...]] = {
    Sequence: ("items", "element", "name", "ragged"),
    Mapping: ("items", "rest", "name", "exact"),
    Instance: ("attributes", "changed"),
    Class: ("attributes", "layout"),
    Function: ("owner", "is_one_of_many"),
}


def never() -> bool:
    """Says that a value does not stay the same."""
    return False


class Change(msgspec.Struct, frozen=True, array_like=True):
    """What the module `home` has made is changed by the execution of another, the `writer`."""

    writer: str
    home: str


@dataclass(slots=True)
class Changes:
    """The scopes that there were so far, with the number of values made before each began.

    `touched` are the values that an execution has changed without having made them, by their
    numbers, and the names, by their modules. `since` is the number of values made before functions
    that are being called first changed what others have made; None if they have not.
    """

    began: list[int] = field(default_factory=lambda: [0])
    scopes: list[Scope] = field(default_factory=lambda: [("", False)])
    touched: set[int | tuple[str, str]] = field(default_factory=set[int | tuple[str, str]])
    since: int | None = None
    _calling: bool = False
    _saved: set[object] = field(default_factory=set[object])
    _undone: list[Undo] = field(default_factory=list[Undo])

    @contextmanager
    def made_for(self, module: str) -> Generator[None]:
        """Takes what is made meanwhile for what the execution of a module makes."""
        with self._within((module, False)):
            yield

    @contextmanager
    def executing(self, module: str) -> Generator[None]:
        """Takes what is made meanwhile for a module's, and what is changed for lasting."""
        around, self._calling = self._calling, False
        try:
            with self._within((module, False)):
                yield
        finally:
            self._calling = around

    @contextmanager
    def calling(self, module: str) -> Generator[None]:
        """Takes what is made meanwhile for that of a module's functions, to undo what they change.

        `undo` is to be called once what rests on it is forgotten.
        """
        self._calling, self.since = True, None
        try:
            with self._within((module, True)):
                yield
        finally:
            self._calling = False

    def undo(self) -> float:
        """Undoes what the functions called last have changed; returns since when, if ever."""
        while self._undone:
            self._undone.pop()()
        self._saved.clear()
        since, self.since = self.since, None
        return math.inf if since is None else since

    def forget(self, undo: Undo) -> None:
        """Undoes at the end what rests on what the functions that are being called have changed."""
        if self.since is not None:
            self._undone.append(undo)

    def note(
        self,
        provenance: Provenance,
        value: Value,
        same: Callable[[], bool],
        undo: Undo | None = None,
    ) -> None:
        """Notes that a value is about to change, if another scope has made it.

        Where it stays the `same`, this is a change if another scope has made it before. `undo`
        undoes what is changed besides.
        """
        match value:
            case Sequence(made=made) | Mapping(made=made) | Instance(made=made):
                pass
            case Class(made=made) | Function(made=made):
                pass
            case Transformed(function=inner) | Bound(function=inner) | Partial(function=inner):
                return self.note(provenance, inner, same, undo)
            case _:
                return None
        return self._note(provenance, value, made, same, undo)

    def note_name(
        self,
        provenance: Provenance,
        owner: Frame,
        name: str,
        same: Callable[[], bool],
    ) -> None:
        """Notes that a name of a frame is about to be bound from elsewhere than its own code."""
        if not self._calling:
            self.note_course(provenance, owner.module, name, same)
        elif not same():
            self._save((id(owner), name), _restoring_name(owner, name))

    def note_course(
        self, provenance: Provenance, module: str, name: str, same: Callable[[], bool] = never
    ) -> None:
        """Notes what happens to a name of a module, elsewhere than in its own execution."""
        if not self._calling and (module, False) != self.scopes[-1]:
            self._change(provenance, module, (module, name), same)

    def _note(
        self,
        provenance: Provenance,
        value: Mutable,
        made: int,
        same: Callable[[], bool],
        undo: Undo | None,
    ) -> None:
        if made >= self.began[-1]:
            return
        home = self.scopes[bisect_right(self.began, made) - 1]
        if home == self.scopes[-1] or not home[0]:
            return
        if not self._calling:
            self._change(provenance, home[0], made, same)
        elif not same():
            self._save(made, _restoring(value))
            self._undone += [undo] if undo else []

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

    def _save(self, what: object, undo: Undo) -> None:
        if self.since is None:
            self.since = count_containers()
        if what not in self._saved:
            self._saved.add(what)
            self._undone.append(undo)

    @contextmanager
    def _within(self, scope: Scope) -> Generator[None]:
        around = self.scopes[-1]
        self._begin(scope)
        try:
            yield
        finally:
            self._begin(around)

    def _begin(self, scope: Scope) -> None:
        self.began.append(count_containers())
        self.scopes.append(scope)


def _restoring(value: Mutable) -> Undo:
    """Returns what gives a value back what it holds now."""
    kept = [(name, _copied(getattr(value, name))) for name in _KEPT[type(value)]]

    def restore() -> None:
        for name, held in kept:
            setattr(value, name, held)

    return restore


def _restoring_name(owner: Frame, name: str) -> Undo:
    old = owner.names.get(name)

    def restore() -> None:
        if old is None:
            owner.names.pop(name, None)
        else:
            owner.names[name] = old

    return restore


def _copied(held: Any) -> Any:
    return held.copy() if type(held) in (list, dict) else held

"""Inherited methods: what a base class leaves open, each subclass fills in its own way."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import SUBCLASSES
from jitlint.interpreter.domain.values import Class, Function, Transformed, Value
from jitlint.interpreter.objects.attributes import mro
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import walk_all


@dataclass(slots=True)
class Inheritance:
    """The attributes that methods use, and for how many subclasses each was called again."""

    _used: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    _times: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def call_again(self, machine: Machine, cls: Class) -> None:
        """Queues the methods that a class inherits and that use what it defines itself."""
        own = set(cls.attributes)
        for value in _inherited(cls):
            function = value.function if isinstance(value, Transformed) else value
            if not isinstance(function, Function):
                continue
            machine.provenance.look_later(function.module, function.node.at)
            if own & self._uses(function.node):
                self._queue(machine, value, replace(function, owner=cls))

    def _queue(self, machine: Machine, value: Value, function: Function) -> None:
        counted = function.owner.module if function.owner else "", id(function.node)
        self._times[counted] = self._times.get(counted, 0) + 1
        if self._times[counted] > SUBCLASSES:
            return
        if isinstance(value, Transformed):
            machine.worklist.add(replace(value, function=function), function.module)
        else:
            machine.worklist.add(function, function.module)

    def _uses(self, function: ir.Function) -> frozenset[str]:
        if id(function) not in self._used:
            self._used[id(function)] = frozenset(
                node.name for node in walk_all(function.body) if isinstance(node, ir.Attribute)
            )
        return self._used[id(function)]


def _inherited(cls: Class) -> Iterator[Value]:
    """Yields what is found under each name that a class does not define itself."""
    seen = set(cls.attributes)
    for base in mro(cls)[1:]:
        yield from (value for name, value in base.attributes.items() if name not in seen)
        seen |= base.attributes.keys()

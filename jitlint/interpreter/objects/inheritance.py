"""Inherited methods: what a base class leaves open, each subclass fills in its own way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import SUBCLASSES
from jitlint.interpreter.domain.values import Class, Function, Transformed, Value
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.objects.attributes import mro
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import walk_all


@dataclass(frozen=True, slots=True)
class _Methods:
    """The attributes of a class as they were, and which of them use an attribute by its name.

    `work` is looking into all its methods.
    """

    attributes: tuple[tuple[str, Value], ...]
    users: Mapping[str, Sequence[int]]
    work: WorkUnit


@dataclass(slots=True)
class Inheritance:
    """The attributes that methods use, and for how many subclasses each was called again."""

    _used: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    _methods: dict[int, tuple[Class, _Methods]] = field(
        default_factory=dict[int, tuple[Class, _Methods]]
    )
    _times: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def call_again(self, machine: Machine, cls: Class) -> None:
        """Queues the methods that a class inherits and that use what it defines itself."""
        own, seen = set(cls.attributes), set(cls.attributes)
        for base in mro(cls)[1:]:
            if not base.attributes:
                continue
            methods = self._methods_of(machine, base)
            machine.provenance.queue(methods.work)
            for number in sorted({each for name in own for each in methods.users.get(name, ())}):
                name, value = methods.attributes[number]
                function = _function_of(value)
                if function and name not in seen:
                    self._queue(machine, value, replace(function, owner=cls))
            seen |= base.attributes.keys()

    def _methods_of(self, machine: Machine, base: Class) -> _Methods:
        known = self._methods.get(id(base))
        attributes = tuple(base.attributes.items())
        if known and known[1].attributes == attributes:
            return known[1]
        users, work = dict[str, list[int]](), WorkUnit(base.module)
        for number, (_, value) in enumerate(attributes):
            function = _function_of(value)
            if function:
                work.used[machine.provenance.looked(function.module, function.node.at)] = None
                for name in self._uses(function.node):
                    users.setdefault(name, []).append(number)
        self._methods[id(base)] = base, _Methods(attributes, users, work)
        return self._methods[id(base)][1]

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


def _function_of(value: Value) -> Function | None:
    function = value.function if isinstance(value, Transformed) else value
    return function if isinstance(function, Function) else None

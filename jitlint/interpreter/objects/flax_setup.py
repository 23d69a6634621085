"""Flax linen's `setup`, which runs once a module in use is asked for what it does not have yet."""

from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Frame,
    Function,
    Instance,
    Library,
    Value,
)
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.objects.lookup import find_in_class, foreign_bases
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.signature import Signature

_MODULE = "flax.linen.Module"


@dataclass(slots=True)
class Modules:
    """The modules that `setup` has made of others, each with the module and the work that it was.

    Flax binds a copy for each use of a module, so what is made in one trace stays there.
    """

    known: dict[tuple[int, Signature], tuple[Instance, Instance, WorkUnit]] = field(
        default_factory=dict[tuple[int, Signature], tuple[Instance, Instance, WorkUnit]]
    )
    bound: set[int] = field(default_factory=set[int])


def attribute(
    machine: Machine, owner: Instance, name: str, node: ir.Node, frame: Frame
) -> Value | None:
    """Returns what `setup` makes of an attribute, None where it makes none of that name."""
    setup = find_in_class(owner.cls, "setup")
    modules = machine.state_of(Modules)
    if not isinstance(setup, Function) or id(owner) in modules.bound or not _is_module(owner.cls):
        return None
    key = (id(owner), machine.surroundings)
    if key in modules.known:
        machine.provenance.use(modules.known[key][2])
    else:
        changes, work = machine.state_of(Changes), WorkUnit(setup.module)
        with machine.provenance.within(work), changes.made_for(setup.module):
            copy = Instance(owner.cls, dict(owner.attributes), machine.level, owner.name)
            modules.known[key] = (owner, copy, work)
            modules.bound.add(id(copy))
            machine.call_with(Bound(setup, copy), [], node, frame)
        changes.forget(lambda: modules.known.pop(key, None))
    return modules.known[key][1].attributes.get(name)


def _is_module(cls: Class) -> bool:
    return any(isinstance(base, Library) and base.name == _MODULE for base in foreign_bases(cls))

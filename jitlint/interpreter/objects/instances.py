"""Objects that stand for all of a class, as methods meet them whose caller is not known."""

from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Class, Function, Instance, Value
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.objects import annotations, attributes
from jitlint.interpreter.objects.array_attributes import without_aval
from jitlint.interpreter.objects.dataclasses import fields_of
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import GUARDED


def instance(machine: Machine, cls: Class) -> Instance:
    """Returns the object that stands for all of a class, made outside all traces."""
    known = machine.instances.get(id(cls))
    if known:
        machine.provenance.use(known[1])
        return known[0]
    changes, work = machine.state_of(Changes), WorkUnit(cls.module)
    with machine.provenance.within(work), changes.made_for(cls.module):
        made = cls.anyone or Instance(cls, {}, 0)
        machine.instances[id(cls)] = made, work
        _initialize(machine, made)
    changes.forget(lambda: machine.instances.pop(id(cls), None))
    return made


def alike(value: Value | None, level: int) -> Value:
    """Returns an object of the class of another, which may hold anything."""
    match value:
        case Instance(cls=cls, attributes=attributes):
            names = (*attributes, *fields_of(cls))
            return Instance(cls, dict.fromkeys(names, UNKNOWN), level)
        case _:
            return UNKNOWN


def _initialize(machine: Machine, made: Instance) -> None:
    """Runs `__init__` with arguments of which nothing is known.

    A field that is annotated with a class which leaves methods open holds any object of that.
    """
    made.cls.fields = annotations.annotated_fields(machine, made.cls)
    initializer = attributes.find_in_class(made.cls, "__init__")
    if isinstance(initializer, Function):
        unknown = Arguments([made], rest=UNKNOWN)
        with machine.outside_traces(), machine.within(GUARDED):
            machine.call_function(initializer, unknown, made.cls.frame, None)
    for name, value in made.attributes.items():
        made.attributes[name] = without_aval(value)
    for name, value in made.cls.fields.items():
        if isinstance(value, Instance) and value.cls.anyone:
            made.attributes.setdefault(name, value)

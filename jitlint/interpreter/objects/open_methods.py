"""Methods that a class leaves open: where one is called, all that subclasses fill in are called.

An object that is only known by such a class, as a parameter that is annotated with it, may be of
any subclass. What is certain of it is for the caller to say, who knows whether there are several.
"""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import OVERRIDES
from jitlint.interpreter.domain.values import Function, Instance
from jitlint.interpreter.objects.annotations import annotated_class
from jitlint.interpreter.objects.lookup import find_in_class, mro
from jitlint.interpreter.objects.subclasses import Subclasses, is_open
from jitlint.interpreter.state.machine import Machine


def filling_in(machine: Machine, function: Function, owner: Instance) -> Iterator[Instance]:
    """Yields objects whose classes fill in a method which the class of an object leaves open.

    Each stands for all of a class that defines the method itself. None is yielded where the method
    is not open.
    """
    name = function.node.name
    if not is_open(function) or find_in_class(owner.cls, name) is not function:
        return
    seen = {id(owner.cls)}
    for cls in machine.state_of(Subclasses).below(machine, owner.cls):
        home = next((each for each in mro(cls) if name in each.attributes), owner.cls)
        if id(home) in seen or is_open(home.attributes[name]):
            continue
        if len(seen) > OVERRIDES:
            return
        seen.add(id(home))
        yield machine.instance(home)


def any_object(
    machine: Machine, annotation: ir.Expression | None, function: Function
) -> Instance | None:
    """Returns what stands for all objects of the class that an annotation of a function names.

    It is so only of a class that leaves methods open.
    """
    cls = annotated_class(machine, annotation, function)
    return machine.instance(cls) if cls is not None and cls.anyone else None

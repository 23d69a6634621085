"""Narrowing: a test leaves fewer values possible for a name on either side of it."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.class_names import ARRAY_CLASSES, NO_TRACER
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, as_array, one_of
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Environment,
    Frame,
    Library,
    Names,
    OneOf,
    Sequence,
    Tree,
    Value,
)
from jitlint.interpreter.eval import assumptions
from jitlint.interpreter.objects.classification import is_a
from jitlint.interpreter.state.machine import Machine

CONTAINERS = frozenset({"builtins.dict", "builtins.list", "builtins.tuple"})


def narrowed(machine: Machine, test: ir.Expression, frame: Frame, *, holds: bool) -> Environment:
    """Returns a copy of the frame's environment as it is where a test holds, or does not."""
    environment = frame.environment.copy()
    names = environment.names
    match test:
        case ir.Unary(operator="not", operand=operand):
            return narrowed(machine, operand, frame, holds=not holds)
        case ir.Boolean(operator="and", left=left, right=right) if holds:
            return _both(machine, left, right, frame, holds=True)
        case ir.Boolean(operator="or", left=left, right=right) if not holds:
            return _both(machine, left, right, frame, holds=False)
        case _:
            assumptions.assume(machine, environment, test, frame, holds=holds)
    match test:
        case ir.Compare(
            left=ir.Call(function=ir.Name(id="type"), arguments=(subject,)),
            operators=("is" | "==" | "in",),
        ) if holds:
            _by_exact_class(subject.value, names)
        case ir.Compare(left=ir.Name(id=name), operators=("is" | "is not" as sign,)) if (
            name in names and _is_none(test)
        ):
            is_none = (sign == "is") == holds
            names[name] = NONE if is_none else names[name]
        case ir.Call(function=ir.Name(id="isinstance"), arguments=(first, second)):
            _by_class(first.value, second.value, names, frame, holds)
        case ir.Call(function=ir.Name(id="hasattr"), arguments=(first, second)):
            _by_attribute(machine, first.value, second.value, names, holds)
        case _:
            pass
    return environment


def classified(before: Environment, then: Environment, other: Environment) -> list[str]:
    """Returns the names of trees that one side of a test knows to be of some other class."""
    return [
        name
        for name, value in before.names.items()
        if isinstance(value, Tree) and UNKNOWN in (then.names.get(name), other.names.get(name))
    ]


def _both(
    machine: Machine, left: ir.Expression, right: ir.Expression, frame: Frame, *, holds: bool
) -> Environment:
    before, frame.environment = frame.environment, narrowed(machine, left, frame, holds=holds)
    environment = narrowed(machine, right, frame, holds=holds)
    frame.environment = before
    return environment


def _is_none(test: ir.Compare) -> bool:
    right = test.rights[0]
    return isinstance(right, ir.Constant) and right.value is None


def _by_class(
    subject: ir.Expression, cls: ir.Expression, names: Names, frame: Frame, holds: bool
) -> None:
    if not isinstance(subject, ir.Name) or subject.id not in names:
        return
    value = names[subject.id]
    tested = frame.value_of(cls)
    match value:
        case Tree() if is_array_class(tested):
            names[subject.id] = as_array(value) if holds else UNKNOWN
        case Tree() if holds and not _is_container_class(tested):
            names[subject.id] = UNKNOWN
        case Array() if holds and isinstance(tested, Class):
            names[subject.id] = UNKNOWN
        case Array(certain=False):
            names[subject.id] = UNKNOWN
        case OneOf(values=values) if isinstance(tested, Class):
            left = [each for each in values if is_a(each, tested) in (holds, None)]
            names[subject.id] = one_of(left) if left else UNKNOWN
        case _:
            return


def _by_exact_class(subject: ir.Expression, names: Names) -> None:
    """No tracer is exactly of a class that a program can name."""
    if isinstance(subject, ir.Name) and isinstance(names.get(subject.id), Array | Tree):
        names[subject.id] = UNKNOWN


def _by_attribute(
    machine: Machine,
    subject: ir.Expression,
    attribute: ir.Expression,
    names: Names,
    holds: bool,
) -> None:
    match subject, attribute:
        case ir.Name(id=name), ir.Constant(value=str() as method) if name in names:
            value = names[name]
            if isinstance(value, Tree) and machine.models.method("jax.Array", method):
                names[name] = as_array(value) if holds else UNKNOWN
        case _:
            return


def is_array_class(cls: Value) -> bool:
    """Says whether a class, or all of a tuple of classes, are arrays."""
    match cls:
        case Library(name=name):
            return name in ARRAY_CLASSES
        case Sequence(items=list() as items):
            possible = [item for item in items if not _is_no_tracer(item)]
            return bool(possible) and all(is_array_class(item) for item in possible)
        case _:
            return False


def _is_no_tracer(cls: Value) -> bool:
    return isinstance(cls, Library) and cls.name in NO_TRACER


def _is_container_class(cls: Value) -> bool:
    classes = cls.items if isinstance(cls, Sequence) and cls.items is not None else [cls]
    return all(isinstance(each, Library) and each.name in CONTAINERS for each in classes)

"""Staged methods: what becomes of `self`, `cls` and static methods under a wrapper."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.tree import children, within
from jitlint.interpreter.domain.values import (
    Class,
    Frame,
    Function,
    Instance,
    Library,
    OneOf,
    Partial,
    Transformed,
    Unknown,
    Value,
)
from jitlint.interpreter.events.misuse import TracedMethod
from jitlint.interpreter.objects.lookup import is_plain, mro
from jitlint.interpreter.objects.targets import target_of
from jitlint.interpreter.state.blocks import body_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.receivers import receives_object
from jitlint.interpreter.syntax.registrations import REGISTERS, registered_by_functions
from jitlint.interpreter.transforms.static_args import static_names

_HARMLESS = frozenset({"dataclasses.dataclass", "functools.total_ordering", "typing.final"})
_ABSTRACT = frozenset({"abc.ABC", "typing.Protocol", "typing_extensions.Protocol"})
_ARRAYS = ("__jax_array__", "__array__", "__array_interface__", "__getattr__", "shape")


def check_method(machine: Machine, wrapper: Transformed) -> None:
    """Emits an event where a wrapper is given a method whose first argument cannot be traced."""
    problem = _problem(machine, wrapper)
    if problem:
        method = target_of(wrapper.function)
        name = method.function.node.qualname if method else ""
        fields = {"wrapper": wrapper.model.name, "method": name, "problem": problem}
        machine.emit_at(TracedMethod, wrapper.within, wrapper.at, **fields)


def note_registration(machine: Machine, name: str, arguments: Arguments, frame: Frame) -> None:
    """Records the classes that a program makes pytrees."""
    if REGISTERS.search(name):
        given = [each for value in arguments.all() for each in _each(value)]
        if frame.function is None and any(isinstance(each, Unknown) for each in given[:1]):
            given = [*frame.globals.names.values()]  # a loop over a table of the module's classes
        for cls in given:
            if isinstance(cls, Class):
                _register(machine.registered, machine, cls)


def _register(known: set[int], machine: Machine, cls: Class) -> None:
    machine.change(cls, lambda: id(cls) in known, lambda: known.discard(id(cls)))
    known.add(id(cls))


def _each(value: Value) -> tuple[Value, ...]:
    return value.values if isinstance(value, OneOf) else (value,)


def opaque_class(machine: Machine, value: Value) -> str:
    """Returns the name of a class that is no pytree and whose object a value is or holds."""
    found = (each.cls for each in within(value, held=_leaves) if isinstance(each, Instance))
    return next((cls.node.name for cls in found if _is_opaque(machine, cls)), "")


def _leaves(value: Value) -> list[Value]:
    return [] if isinstance(value, Instance | OneOf) else children(value)


def _is_opaque(machine: Machine, cls: Class) -> bool:
    """An object that gives an array of itself may do for one; an abstract class has none."""
    is_array = any(name in cls.attributes for name in _ARRAYS)
    is_abstract = any(isinstance(b, Library) and b.name in _ABSTRACT for b in cls.bases)
    return cls.layout is None and not (is_array or is_abstract) and _is_no_pytree(machine, cls)


def _problem(machine: Machine, wrapper: Transformed) -> str:
    if "Stages" not in wrapper.model.words:
        return ""
    match wrapper.function:
        case Partial(function=Library(name="builtins.staticmethod")):
            return "staticmethod"
        case Partial(function=Library(name="builtins.classmethod")):
            return "classmethod"
        case Function(owner=Class() as cls) as function if receives_object(function.node):
            return _problem_of(machine, wrapper, function, cls)
        case _:
            return ""


def _problem_of(machine: Machine, wrapper: Transformed, function: Function, cls: Class) -> str:
    target = target_of(function)
    static = static_names(wrapper.model, wrapper.options, target) if target else None
    held = cls.attributes.get(function.node.name)
    if static is None or function.node.parameters[0].name in static:
        return ""
    match held:
        case Partial(function=Library(name="builtins.classmethod")):
            return "cls"
        case _:
            is_method = any(value is wrapper for value in cls.attributes.values())
            return "self" if is_method and _is_no_pytree(machine, cls) else ""


def _is_no_pytree(machine: Machine, cls: Class) -> bool:
    plain = is_plain(cls) and id(cls) not in machine.registered
    return plain and not (
        _is_abstract(cls)
        or any(_may_register(each) for each in mro(cls))
        or _may_be_registered(machine, cls)
    )


def _may_be_registered(machine: Machine, cls: Class) -> bool:
    """A function of its module may make a class a pytree: who calls it is not known."""
    body = body_of(machine, cls.frame.globals)
    return cls.node.name in machine.state_of(Questions).ask(registered_by_functions, body)


def _is_abstract(cls: Class) -> bool:
    """A class that leaves methods to others is none that an object has; theirs may be pytrees."""
    bodies = (each.body for each in cls.node.body if isinstance(each, ir.Function))
    return any(body and isinstance(body[-1], ir.Raise) and _is_left(body[-1]) for body in bodies)


def _is_left(statement: ir.Raise) -> bool:
    match statement.error:
        case ir.Call(function=ir.Name(id=name)) | ir.Name(id=name):
            return name == "NotImplementedError"
        case _:
            return False


def _may_register(cls: Class) -> bool:
    """A decorator, a metaclass or `__init_subclass__` may make a class a pytree."""
    metaclass = any(base.keyword for base in cls.node.bases)
    known = len(cls.decorators) == len(cls.node.decorators)
    registering = not (known and all(map(_is_harmless, cls.decorators)))
    return registering or metaclass or "__init_subclass__" in cls.attributes


def _is_harmless(decorator: Value) -> bool:
    match decorator:
        case Library(name=name) | Partial(function=Library(name=name)):
            return name in _HARMLESS
        case _:
            return False

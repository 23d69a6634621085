"""Staged methods: what becomes of `self`, `cls` and static methods under a wrapper."""

from typing import TYPE_CHECKING

from jitlint.trace.events.misuse import TracedMethod
from jitlint.trace.objects.attributes import is_plain, mro
from jitlint.trace.values import Class, Function, Library, Partial, Transformed, Value
from jitlint.trace.wrappers.signatures import static_names, target_of

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

REGISTERS = "register_pytree register_dataclass register_static".split()


def check_method(tracer: "Tracer", wrapper: Transformed) -> None:
    """Tells that a wrapper is given a method whose first argument cannot be traced."""
    problem = _problem(tracer, wrapper)
    if problem:
        method = target_of(wrapper.function)
        name = method.function.node.qualname if method else ""
        told = {"wrapper": wrapper.model.name, "method": name, "problem": problem}
        tracer.emit_at(TracedMethod, wrapper.within, wrapper.at, **told)


def note_registration(tracer: "Tracer", name: str, values: list[Value]) -> None:
    """Notes the classes that a program makes pytrees."""
    if any(register in name for register in REGISTERS):
        tracer.registered.update(id(value) for value in values if isinstance(value, Class))


def _problem(tracer: "Tracer", wrapper: Transformed) -> str:
    if not any(p.word.name == "Stages" for p in wrapper.model.parameters):
        return ""
    match wrapper.function:
        case Partial(function=Library(name="builtins.staticmethod")):
            return "staticmethod"
        case Partial(function=Library(name="builtins.classmethod")):
            return "classmethod"
        case Function(owner=Class() as cls) as function if function.node.parameters:
            return _problem_of(tracer, wrapper, function, cls)
        case _:
            return ""


def _problem_of(tracer: "Tracer", wrapper: Transformed, function: Function, cls: Class) -> str:
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
            return "self" if is_method and _is_no_pytree(tracer, cls) else ""


def _is_no_pytree(tracer: "Tracer", cls: Class) -> bool:
    plain = is_plain(cls) and id(cls) not in tracer.registered
    return plain and not any(_may_register(each) for each in mro(cls))


def _may_register(cls: Class) -> bool:
    """A decorator, a metaclass or `__init_subclass__` may make a class a pytree."""
    metaclass = any(base.keyword for base in cls.node.bases)
    return bool(cls.node.decorators) or metaclass or "__init_subclass__" in cls.attributes

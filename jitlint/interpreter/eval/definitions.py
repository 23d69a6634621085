"""Definitions: `def` and `class` make values, decorators change them."""

from sys import stdlib_module_names

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.tree import within
from jitlint.interpreter.domain.values import (
    UNKNOWN,
    Bound,
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
from jitlint.interpreter.eval.expressions import make_function
from jitlint.interpreter.events.facts import UnknownBases
from jitlint.interpreter.libraries import pytrees
from jitlint.interpreter.objects import enums
from jitlint.interpreter.objects.attributes import DISPATCH_METHOD
from jitlint.interpreter.objects.inheritance import Inheritance
from jitlint.interpreter.objects.lookup import find_in_class, limit_bases
from jitlint.interpreter.objects.subclasses import Subclasses
from jitlint.interpreter.objects.targets import target_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.transforms import unhashable

# Packages whose decorators hand on each call as it came: they check, register or mark.
_PASSING_ON = stdlib_module_names | {"beartype", "jaxtyping", "pytest", "typeguard"}


def define_function(machine: Machine, node: ir.Function, frame: Frame) -> bool:
    """Binds the name of a `def` to what its decorators leave of it."""
    decorators = [machine.evaluate(decorator, frame) for decorator in node.decorators]
    function = make_function(machine, node, frame)
    machine.enqueue(function)
    made = _decorated(machine, node, decorators, function, frame)
    _note_others(machine, node, frame)
    frame.names[node.name] = UNKNOWN if _is_overload(machine, node, decorators, frame) else made
    return True


def define_class(machine: Machine, node: ir.Class, frame: Frame) -> bool:
    """Runs a class body and binds the class."""
    decorators = [machine.evaluate(decorator, frame) for decorator in node.decorators]
    given = [(base.keyword, machine.evaluate(base.value, frame)) for base in node.bases]
    bases = tuple(value for keyword, value in given if not keyword)
    body = Frame(frame.path, frame.module, frame, caller=frame, level=frame.level, is_class=True)
    cls = Class(node, frame.module, bases, body.names, frame, decorators=tuple(decorators))
    if not limit_bases(cls):
        machine.note(UnknownBases(frame.place(node)))
    machine.execute(node.body, body)
    cls.attributes = body.names
    enums.mark_members(cls)
    for value in body.names.values():
        _own(machine, value, cls)
    cls.layout = pytrees.layout_of(machine, cls)
    cls.is_plain_dataclass = unhashable.is_plain_dataclass(node, frame)
    value: Value = cls
    for place, decorator in zip(reversed(node.decorators), reversed(decorators), strict=True):
        result = pytrees.decorate(machine, value, decorator, place, frame)
        value = result if isinstance(result, Class) else value
    frame.names[node.name] = value
    if not machine.traces:
        machine.state_of(Inheritance).call_again(machine, cls)
        machine.state_of(Subclasses).note(machine, cls)
    return True


def _is_overload(
    machine: Machine, node: ir.Function, decorators: list[Value], frame: Frame
) -> bool:
    """Says whether a decorator that nobody has seen was given a function of this name before.

    It may choose between them by what they are called with.
    """
    if not decorators or not _is_unseen(machine, decorators[0]):
        return False
    earlier = frame.names.get(node.name)
    while isinstance(earlier, Transformed):
        earlier = earlier.function
    match earlier:
        case Function(node=ir.Function(decorators=(first, *_)) as other) if other is not node:
            return frame.has_value(first) and frame.value_of(first) == decorators[0]
        case Unknown():
            return True
        case _:
            return False


def _is_unseen(machine: Machine, decorator: Value) -> bool:
    match decorator:
        case Library(name=name):
            is_python = name.partition(".")[0] in stdlib_module_names
            return not is_python and machine.models.find(name) is None
        case _:
            return isinstance(decorator, Unknown)


def _decorated(
    machine: Machine,
    node: ir.Function,
    decorators: list[Value],
    function: Function,
    frame: Frame,
) -> Value:
    value: Value = function
    for place, wrapper in zip(reversed(node.decorators), reversed(decorators), strict=True):
        arguments = Arguments([value], places={0: frame.place(node)})
        result = machine.call(wrapper, arguments, place, frame)
        if isinstance(result, Unknown) and not _is_own(wrapper):
            _put_behind(value, wrapper, place, frame)
        else:
            value = result
        if isinstance(value, Transformed) and value.function is function:
            machine.forget(function)
    return value


def _is_own(wrapper: Value) -> bool:
    """Says whether a decorator is code of the program, which has been followed."""
    match wrapper:
        case Function() | Class() | Transformed():
            return True
        case Instance(cls=cls):
            return find_in_class(cls, "__call__") is not None
        case Bound(function=function) | Partial(function=function):
            return _is_own(function)
        case OneOf(values=values):
            return any(_is_own(each) for each in values)
        case _:
            return False


def _put_behind(value: Value, wrapper: Value, node: ir.Expression, frame: Frame) -> None:
    """An unknown library's decorator is taken to hand the function on, to pass it other arrays."""
    target = target_of(value)
    made_by = frame.value_of(node.function) if isinstance(node, ir.Call) else wrapper
    name = made_by.name if isinstance(made_by, Library) else ""
    if target is not None and name.partition(".")[0] not in _PASSING_ON:
        target.function.is_behind = True


def _note_others(machine: Machine, node: ir.Function, frame: Frame) -> None:
    """What an unseen decorator made may choose, by arguments, what `@f.add` has given it."""
    for decorator in node.decorators:
        made = decorator.function if isinstance(decorator, ir.Call) else decorator
        if not isinstance(made, ir.Attribute) or not frame.has_value(made.value):
            continue
        target = target_of(frame.value_of(made.value))
        if target is not None and target.function.is_behind:
            first = target.function
            machine.change(first, lambda first=first: first.is_one_of_many)
            first.is_one_of_many = True


def _own(machine: Machine, value: Value, cls: Class) -> None:
    match value:
        case Function():
            machine.change(value, lambda: value.owner is not None)
            value.owner = value.owner or cls
        case Transformed():
            _own(machine, value.function, cls)
        case Partial(function=Library(name="builtins.staticmethod")):
            return
        case Partial(arguments=(inner, *others), function=Library(name=kind)):
            _own(machine, inner, cls)
            for each in within(others[0]) if kind == DISPATCH_METHOD else ():
                if isinstance(each, Function):
                    _own(machine, each, cls)
        case Partial(arguments=(inner, *_)):
            _own(machine, inner, cls)
        case _:
            return

"""Definitions: `def` and `class` make values, decorators change them."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.libraries import pytrees
from jitlint.trace.objects import enums
from jitlint.trace.objects.lookup import limit_bases
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.python.evaluate import make_function
from jitlint.trace.text import hashing
from jitlint.trace.values import Class, Function, Partial, Transformed, Unknown, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def define_function(tracer: "Tracer", node: ir.Function, frame: Frame) -> bool:
    """Binds the name of a `def` to what its decorators leave of it."""
    decorators = [tracer.evaluate(decorator, frame) for decorator in node.decorators]
    function = make_function(tracer, node, frame)
    tracer.met(function)
    frame.names[node.name] = _decorated(tracer, node, decorators, function, frame)
    return True


def define_class(tracer: "Tracer", node: ir.Class, frame: Frame) -> bool:
    """Runs a class body and binds the class."""
    decorators = [tracer.evaluate(decorator, frame) for decorator in node.decorators]
    given = [(base.keyword, tracer.evaluate(base.value, frame)) for base in node.bases]
    bases = tuple(value for keyword, value in given if not keyword)
    body = Frame(frame.path, frame.module, frame, caller=frame, level=frame.level, is_class=True)
    cls = Class(node, frame.module, bases, body.names, frame)
    limit_bases(cls)
    tracer.execute(node.body, body)
    cls.attributes = body.names
    enums.mark_members(cls)
    for value in body.names.values():
        _own(value, cls)
    cls.layout = pytrees.layout_of(tracer, cls)
    cls.is_plain_dataclass = hashing.is_plain_dataclass(node, frame)
    for place, decorator in zip(reversed(node.decorators), reversed(decorators), strict=True):
        pytrees.decorate(tracer, cls, decorator, place, frame)
    frame.names[node.name] = cls
    if not tracer.traces:
        tracer.inheritance.call_again(tracer, cls)
    return True


def _decorated(
    tracer: "Tracer",
    node: ir.Function,
    decorators: list[Value],
    function: Function,
    frame: Frame,
) -> Value:
    value: Value = function
    for place, wrapper in zip(reversed(node.decorators), reversed(decorators), strict=True):
        arguments = Arguments([value], places={0: frame.place(node)})
        result = tracer.call(wrapper, arguments, place, frame)
        value = value if isinstance(result, Unknown) and _is_harmless(wrapper) else result
        if isinstance(value, Transformed) and value.function is function:
            tracer.forget(function)
    return value


def _is_harmless(wrapper: Value) -> bool:
    """An unknown library's decorator is taken to hand the function on."""
    return not isinstance(wrapper, Function | Class)


def _own(value: Value, cls: Class) -> None:
    match value:
        case Function():
            value.owner = value.owner or cls
        case Transformed():
            _own(value.function, cls)
        case Partial(arguments=(inner, *_)):
            _own(inner, cls)
        case _:
            return

"""Guards: handlers and context managers that expect what JAX raises, or switch tracing off."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.objects import containers, dunders
from jitlint.trace.python import truth
from jitlint.trace.python.branches import either
from jitlint.trace.telling import Handler
from jitlint.trace.text.walking import assigned_attributes
from jitlint.trace.values import Sequence, Value
from jitlint.trace.values.lattice import element_of, join_names

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def execute_with(tracer: "Tracer", node: ir.With, frame: Frame) -> bool:
    """Runs a `with` statement; inside some nothing is traced, or an error is waited for."""
    untraced = 0
    for item in node.items:
        value = tracer.evaluate(item.value, frame)
        untraced += tracer.is_untraced(value) or _expects_error(item.value)
        value = _entered(tracer, value, item.value, frame)
        if item.target is not None:
            containers.unpack(tracer, item.target, value, frame)
    tracer.guards += untraced
    tracer.untraced += untraced
    try:
        return tracer.execute(node.body, frame)
    finally:
        tracer.guards -= untraced
        tracer.untraced -= untraced


def execute_try(tracer: "Tracer", node: ir.Try, frame: Frame) -> bool:
    """Runs a `try` statement; what its handlers catch is not told as an error.

    An attribute that `finally` assigns is put back before anybody else can look at it.
    """
    restored = tracer.watch.restored
    tracer.watch.restored = restored | set(assigned_attributes(node.final))
    try:
        return _try(tracer, node, frame)
    finally:
        tracer.watch.restored = restored


def _try(tracer: "Tracer", node: ir.Try, frame: Frame) -> bool:
    before = dict(frame.names)
    guard = next((h for h in node.handlers if _swallows(h)), None)
    handlers = tracer.handlers
    if guard is not None:
        tracer.handlers = [*handlers, Handler(frame.place(guard), truth.caught(guard.error))]
        tracer.guards += 1
    tracer.attempts += 1
    try:
        fell = tracer.execute(node.body, frame)
    finally:
        tracer.attempts -= 1
        tracer.guards -= guard is not None
        tracer.handlers = handlers
    fell = fell and tracer.execute(node.orelse, frame)
    after = frame.names
    ways = [(handler.body, join_names(before, after)) for handler in node.handlers]
    tracer.attempts += 1
    survives = either(tracer, [((), after), *ways] if fell else ways, frame)
    tracer.attempts -= 1
    return tracer.execute(node.final, frame) and survives


def _entered(tracer: "Tracer", value: Value, node: ir.Node, frame: Frame) -> Value:
    """A generator among context managers gives what it yields."""
    if isinstance(value, Sequence):
        return element_of(value)
    made = dunders.call(tracer, value, "__enter__", [], node, frame)
    return value if made is None else made


def _expects_error(node: ir.Expression) -> bool:
    """`with pytest.raises(…)`, `contextlib.suppress(…)` wait for what JAX raises."""
    match node:
        case ir.Call(function=ir.Name(id=name) | ir.Attribute(name=name)):
            return name in ("raises", "suppress", "assertRaises", "assertRaisesRegex")
        case _:
            return False


def _swallows(handler: ir.Handler) -> bool:
    """A handler that always raises again hides nothing."""
    raises = bool(handler.body) and isinstance(handler.body[-1], ir.Raise)
    return not raises and truth.swallows(handler.error)


def asks_for_version(node: ir.Expression) -> bool:
    """Says whether a test asks what the installed library has."""
    match node:
        case ir.Call(function=ir.Name(id="hasattr")):
            return True
        case ir.Attribute(name=name):
            return name in ("__version__", "__version_info__")
        case ir.Compare(left=left, rights=rights):
            return any(asks_for_version(side) for side in (left, *rights))
        case ir.Boolean(left=left, right=right):
            return asks_for_version(left) or asks_for_version(right)
        case ir.Unary(operand=operand):
            return asks_for_version(operand)
        case ir.Call(arguments=arguments):
            return any(asks_for_version(argument.value) for argument in arguments)
        case _:
            return False

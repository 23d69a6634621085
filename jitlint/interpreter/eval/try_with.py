"""Guards: handlers and context managers that expect what JAX raises, or switch tracing off."""

from sys import stdlib_module_names

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import element_of, join_environments
from jitlint.interpreter.domain.values import Frame, Library, Sequence, Value
from jitlint.interpreter.eval import truthiness
from jitlint.interpreter.eval.branches import either
from jitlint.interpreter.objects import containers, dunder_calls
from jitlint.interpreter.state.expected_errors import ExpectedErrors
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import GUARDED_UNTIL_RETURN, TENTATIVE, ActiveHandler, Mode
from jitlint.interpreter.state.unseen_callers import UnseenCallers
from jitlint.interpreter.syntax.walk import assigned_attributes, walk_all

_INDIFFERENT = {"jax", "builtins", *stdlib_module_names} - {"contextlib", "unittest"}


def execute_with(machine: Machine, node: ir.With, frame: Frame) -> bool:
    """Runs a `with` statement; inside some nothing is traced, or an error is waited for."""
    untraced = is_unseen = False
    for item in node.items:
        value = machine.evaluate(item.value, frame)
        is_unseen |= not _is_indifferent(item.value, frame)
        untraced |= machine.is_untraced(value) or _expects_error(item.value)
        value = _entered(machine, value, item.value, frame)
        if item.target is not None:
            containers.unpack(machine, item.target, value, frame)
    unseen = machine.state_of(UnseenCallers).within(is_unseen)
    with machine.within(Mode(guarded=True, untraced=True), untraced), unseen:
        return machine.execute(node.body, frame)


def execute_try(machine: Machine, node: ir.Try, frame: Frame) -> bool:
    """Runs a `try` statement; an error that its handlers catch emits no event.

    An attribute that `finally` assigns is put back before anybody else can look at it.
    """
    with machine.within(Mode(restored=frozenset(assigned_attributes(node.final)))):
        return _try(machine, node, frame)


def _try(machine: Machine, node: ir.Try, frame: Frame) -> bool:
    before = frame.environment.copy()
    guards = [h for h in node.handlers if _swallows(h, frame)][:1]
    handlers = [ActiveHandler(frame.place(h), truthiness.caught(h.error)) for h in guards]
    guarded = bool(guards) or _asks_for_hash(node)
    expected = machine.state_of(ExpectedErrors)
    met = expected.count
    with machine.within(Mode(guarded, tentative=True, handlers=tuple(handlers))):
        fell = machine.execute(node.body, frame)
    is_left = expected.count > met and bool(guards) and all(map(_leaves, guards))
    with machine.within(Mode(is_left)):
        fell = fell and machine.execute(node.orelse, frame)
    after = frame.environment
    ways = [(handler.body, join_environments(before, after)) for handler in node.handlers]
    with machine.within(TENTATIVE):
        survives = either(machine, [((), after), *ways] if fell else ways, frame)
    survives = machine.execute(node.final, frame) and survives
    if is_left:
        machine.mode |= GUARDED_UNTIL_RETURN
    return survives


def _is_indifferent(node: ir.Expression, frame: Frame) -> bool:
    """`with jax.default_device(…)`, `with open(…)` set up nothing that other libraries rely on."""
    called = frame.value_of(node.function) if isinstance(node, ir.Call) else None
    return isinstance(called, Library) and called.name.partition(".")[0] in _INDIFFERENT


def _entered(machine: Machine, value: Value, node: ir.Node, frame: Frame) -> Value:
    """A generator among context managers gives what it yields."""
    if isinstance(value, Sequence):
        return element_of(value)
    made = dunder_calls.call(machine, value, "__enter__", [], node, frame)
    return value if made is None else made


def expected_to_fail(function: ir.Function) -> frozenset[str | int]:
    """Returns the functions in a function whose errors it expects, by names, lambdas by identity.

    They are handed to `pytest.raises` or `assertRaises`, or called in the body of such a `with`.
    """
    found = set[str | int]()
    for node in walk_all(function.body):
        match node:
            case ir.Call(arguments=arguments) if _expects_error(node):
                values = [argument.value for argument in arguments]
            case ir.With(items=items, body=body) if any(_expects_error(i.value) for i in items):
                values = [each.function for each in walk_all(body) if isinstance(each, ir.Call)]
            case _:
                continue
        found.update(each.id for each in values if isinstance(each, ir.Name))
        found.update(id(each.function) for each in values if isinstance(each, ir.Lambda))
    for node in walk_all(function.body) if found else ():
        match node:
            case ir.Assign(targets=(ir.Name(id=name),), value=ir.Lambda(function=made)) if (
                name in found
            ):
                found.add(id(made))
            case _:
                pass
    return frozenset(found)


def _expects_error(node: ir.Node) -> bool:
    """`with pytest.raises(…)`, `contextlib.suppress(…)` wait for what JAX raises."""
    match node:
        case ir.Call(function=ir.Name(id=name) | ir.Attribute(name=name)):
            return name in ("raises", "suppress", "assertRaises", "assertRaisesRegex")
        case _:
            return False


def _leaves(handler: ir.Handler) -> bool:
    """Says whether what follows the `try` runs only where nothing was raised."""
    return bool(handler.body) and isinstance(handler.body[-1], ir.Return | ir.Raise | ir.Jump)


def _swallows(handler: ir.Handler, frame: Frame) -> bool:
    """A handler that always raises again hides nothing."""
    raises = bool(handler.body) and isinstance(handler.body[-1], ir.Raise)
    catches = truthiness.swallows(handler.error)
    return not raises and (catches or truthiness.is_bound_to_several(handler.error, frame))


def _asks_for_hash(node: ir.Try) -> bool:
    """`try: hash(x)` throws the hash away: its error is the answer, also if it is worded anew."""
    match node.body:
        case (ir.Evaluate(value=ir.Call(function=ir.Name(id="hash"))), *_):
            return any(truthiness.swallows(handler.error) for handler in node.handlers)
        case _:
            return False


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

"""Statements: run as Python would, with both sides of what is not known.

def f(x, flag):          x: Tree of f's x, flag: Static
    y = x * 2            y: Array, abstract, depends on x
    if flag:             undecided: both sides run, then the names are joined
        y = 0            y: Static here
    if y > 1:            y is an array on one path only: not certain, no alarm
        return y
    return x.shape[0]    Static: shapes are Python's
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jitlint.read import ir
from jitlint.trace import containers, definitions, imports, narrowing, operators, passing, truth
from jitlint.trace.attributes import dotted
from jitlint.trace.events import Branch
from jitlint.trace.frames import Environment, Frame
from jitlint.trace.lattice import join_names
from jitlint.trace.misuse import Discard, RemovedName, Unroll
from jitlint.trace.telling import Handler
from jitlint.trace.values import Array, Instance, Library, Sequence, Static, Tree, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

UPDATES = frozenset("set add subtract multiply mul divide power min max apply".split())
Block = tuple[ir.Statement, ...]


def execute(tracer: "Tracer", block: Block, frame: Frame) -> bool:
    """Runs statements; says whether execution falls out at the end."""
    return all(_BY_NODE[type(statement)](tracer, statement, frame) for statement in block)


def _evaluate(tracer: "Tracer", node: ir.Evaluate, frame: Frame) -> bool:
    value = tracer.evaluate(node.value, frame)
    if isinstance(node.value, ir.Call):
        function = _discarded(tracer, node.value, value, frame)
        if function:
            tracer.emit(Discard, frame, node, function=function)
    return True


def _discarded(tracer: "Tracer", node: ir.Call, value: Value, frame: Frame) -> str:
    match node.function:
        case ir.Attribute(value=ir.Subscript(value=ir.Attribute(name="at")), name=name) if (
            name in UPDATES
        ):
            return f"jax.Array.at.{name}"
        case _ if isinstance(value, Array | Tree | Sequence | Instance):
            function = tracer.peek(node.function, frame)
            return function.name if isinstance(function, Library) else ""
        case _:
            return ""


def _assign(tracer: "Tracer", node: ir.Assign, frame: Frame) -> bool:
    if node.value is None:
        return True
    value = tracer.evaluate(node.value, frame)
    for target in node.targets:
        containers.unpack(tracer, target, value, frame)
    return True


def _augment(tracer: "Tracer", node: ir.Augment, frame: Frame) -> bool:
    left = tracer.evaluate(node.target, frame)
    right = tracer.evaluate(node.value, frame)
    if isinstance(left, Sequence) and left.kind == "list" and node.operator == "+":
        tracer.extend(left, right, node, dotted(node.target), frame)
        return True
    result = operators.arithmetic(tracer, node.operator, left, right, frame)
    containers.unpack(tracer, node.target, result, frame)
    return True


def _return(tracer: "Tracer", node: ir.Return, frame: Frame) -> bool:
    if node.value is None:
        frame.returns.append(Static(None, known=True, type="None"))
    else:
        frame.returns.append(tracer.evaluate(node.value, frame))
    return False


def _raise(tracer: "Tracer", node: ir.Raise, frame: Frame) -> bool:
    if node.error is not None:
        tracer.evaluate(node.error, frame)
    return False


def _if(tracer: "Tracer", node: ir.If, frame: Frame) -> bool:
    decided = tracer.decide(node.test, "if", frame)
    if decided is not None:
        return execute(tracer, node.body if decided else node.orelse, frame)
    then = narrowing.narrowed(tracer, node.test, frame, holds=True)
    other = narrowing.narrowed(tracer, node.test, frame, holds=False)
    return _either(tracer, [(node.body, then), (node.orelse, other)], frame)


def _either(tracer: "Tracer", ways: list[tuple[Block, Environment]], frame: Frame) -> bool:
    frame.branches += 1
    ends: list[Environment] = []
    for block, names in ways:
        frame.names = names
        if execute(tracer, block, frame):
            ends.append(frame.names)
    frame.branches -= 1
    if not ends:
        return False
    joined = ends[0]
    for names in ends[1:]:
        joined = join_names(joined, names)
    frame.names = joined
    return True


def _loop(
    tracer: "Tracer", node: ir.For | ir.While, frame: Frame, turn: Callable[[], None]
) -> bool:
    before = dict(frame.names)
    loops, frame.loops = frame.loops, (*frame.loops, frame.place(node))
    frame.leaves.append([])
    for _ in range(2):
        turn()
        fell = execute(tracer, node.body, frame)
        ends = [*frame.leaves[-1], *([frame.names] if fell else [])]
        if not ends:
            frame.names = before
            break
        frame.names = _after_turn(before, ends)
    frame.loops = loops
    frame.leaves.pop()
    return execute(tracer, node.orelse, frame) if node.orelse else True


def _after_turn(before: Environment, ends: list[Environment]) -> Environment:
    """A loop is taken to run: what a turn makes an array is an array afterwards."""
    joined = ends[0]
    for names in ends[1:]:
        joined = join_names(joined, names)
    after = join_names(before, joined)
    for name, value in joined.items():
        if isinstance(value, Array) and isinstance(before.get(name), Static | Tree):
            after[name] = value
    return after


def _for(tracer: "Tracer", node: ir.For, frame: Frame) -> bool:
    each = tracer.iterate(tracer.evaluate(node.iterable, frame), node.iterable, frame)
    frame.targets[frame.place(node)] = frozenset(passing.names_in(node.target))
    turns = _turns(tracer, node.iterable, frame)
    if turns and tracer.staging:
        tracer.emit(Unroll, frame, node, turns=turns)
    return _loop(tracer, node, frame, lambda: containers.unpack(tracer, node.target, each, frame))


def _turns(tracer: "Tracer", iterable: ir.Expression, frame: Frame) -> int:
    match iterable:
        case ir.Call(function=ir.Name(id="range"), arguments=arguments):
            bounds = [tracer.peek(argument.value, frame) for argument in arguments]
        case _:
            return 0
    numbers = [b.value for b in bounds if isinstance(b, Static) and isinstance(b.value, int)]
    if not numbers or len(numbers) != len(bounds) or 0 in numbers[2:]:
        return 0
    return len(range(*numbers))


def _while(tracer: "Tracer", node: ir.While, frame: Frame) -> bool:
    if tracer.truth(tracer.peek(node.test, frame)) is False:
        return True

    def ask() -> None:
        tracer.decide(node.test, "while", frame)

    return _loop(tracer, node, frame, ask)


def _with(tracer: "Tracer", node: ir.With, frame: Frame) -> bool:
    untraced = 0
    for item in node.items:
        value = tracer.evaluate(item.value, frame)
        untraced += tracer.is_untraced(value)
        if item.target is not None:
            containers.unpack(tracer, item.target, value, frame)
    tracer.guards += untraced
    tracer.untraced += untraced
    try:
        return execute(tracer, node.body, frame)
    finally:
        tracer.guards -= untraced
        tracer.untraced -= untraced


def _try(tracer: "Tracer", node: ir.Try, frame: Frame) -> bool:
    before = dict(frame.names)
    guard = next((h for h in node.handlers if tracer.swallows(h.error, frame)), None)
    handlers = tracer.handlers
    if guard is not None:
        tracer.handlers = [*handlers, Handler(frame.place(guard), truth.caught(guard.error))]
        tracer.guards += 1
    try:
        fell = execute(tracer, (*node.body, *node.orelse), frame)
    finally:
        tracer.guards -= guard is not None
        tracer.handlers = handlers
    after = frame.names
    ways = [(handler.body, join_names(before, after)) for handler in node.handlers]
    survives = _either(tracer, [((), after), *ways] if fell else ways, frame)
    return execute(tracer, node.final, frame) and survives


def _assert(tracer: "Tracer", node: ir.Assert, frame: Frame) -> bool:
    tracer.decide(node.test, "assert", frame)
    frame.names = narrowing.narrowed(tracer, node.test, frame, holds=True)
    return True


def _delete(tracer: "Tracer", node: ir.Delete, frame: Frame) -> bool:
    for target in node.targets:
        if isinstance(target, ir.Name):
            frame.names.pop(target.id, None)
    return True


def _jump(tracer: "Tracer", node: ir.Jump, frame: Frame) -> bool:
    if frame.leaves:
        frame.leaves[-1].append(dict(frame.names))
    return False


def _import(tracer: "Tracer", node: ir.Import, frame: Frame) -> bool:
    for name in node.names:
        full = f"{node.module}.{name.name}" if node.module else name.name
        if full.startswith("jax.") and not node.level:
            tracer.emit(RemovedName, frame, node, name=full)
    return imports.execute_import(tracer, node, frame)


def _match(tracer: "Tracer", node: ir.Match, frame: Frame) -> bool:
    subject = tracer.evaluate(node.subject, frame)
    ways: list[tuple[Block, Environment]] = []
    exhaustive = False
    for case in node.cases:
        if case.pattern.compares and isinstance(subject, Array):
            tracer.emit(Branch, frame, case.pattern, asks="match", test=subject)
        names = dict(frame.names)
        each = subject if case.pattern.irrefutable else containers.element(tracer, subject)
        names.update(dict.fromkeys(case.pattern.binds, each))
        if case.guard is not None:
            frame.names = names
            tracer.decide(case.guard, "if", frame)
        ways.append((case.body, names))
        exhaustive = exhaustive or (case.pattern.irrefutable and case.guard is None)
    return _either(tracer, ways if exhaustive else [*ways, ((), dict(frame.names))], frame)


_BY_NODE: dict[type[ir.Node], Callable[["Tracer", Any, Frame], bool]] = {
    ir.Evaluate: _evaluate,
    ir.Assign: _assign,
    ir.Augment: _augment,
    ir.Return: _return,
    ir.Raise: _raise,
    ir.If: _if,
    ir.While: _while,
    ir.For: _for,
    ir.With: _with,
    ir.Try: _try,
    ir.Assert: _assert,
    ir.Delete: _delete,
    ir.Jump: _jump,
    ir.Import: _import,
    ir.Match: _match,
    ir.Function: definitions.define_function,
    ir.Class: definitions.define_class,
}

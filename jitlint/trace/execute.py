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
from jitlint.trace import (
    containers,
    definitions,
    guards,
    imports,
    memo,
    mutation,
    narrowing,
    operators,
    passing,
    subscripts,
)
from jitlint.trace.attributes import dotted
from jitlint.trace.branches import either
from jitlint.trace.events import Branch
from jitlint.trace.frames import Environment, Frame
from jitlint.trace.lattice import as_array, join_names
from jitlint.trace.misuse import Discard, RemovedName, Unroll
from jitlint.trace.values import (
    Array,
    Library,
    Sequence,
    Static,
    Tree,
    Unknown,
)

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

FEW = 3
TURNS, DEEP = 3, 3
UPDATES = frozenset("set add subtract multiply mul divide power min max apply".split())
Block = tuple[ir.Statement, ...]


def execute(tracer: "Tracer", block: Block, frame: Frame) -> bool:
    """Runs statements; says whether execution falls out at the end."""
    return all(_BY_NODE[type(statement)](tracer, statement, frame) for statement in block)


def _evaluate(tracer: "Tracer", node: ir.Evaluate, frame: Frame) -> bool:
    tracer.evaluate(node.value, frame)
    if isinstance(node.value, ir.Call):
        function = _discarded(tracer, node.value, frame)
        if function:
            tracer.emit(Discard, frame, node, function=function)
    return True


def _discarded(tracer: "Tracer", node: ir.Call, frame: Frame) -> str:
    match node.function:
        case ir.Attribute(
            value=ir.Subscript(value=ir.Attribute(value=base, name="at")), name=name
        ) if name in UPDATES:
            updated = tracer.peek(base, frame)
            is_array = isinstance(updated, Array | Tree | Unknown) and not tracer.guards
            return f"jax.Array.at.{name}" if is_array else ""
        case _:
            function = tracer.peek(node.function, frame)
            return function.name if isinstance(function, Library) else ""


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
        value = tracer.evaluate(node.value, frame)
        frame.returns.append(value)
        if frame.memoised:
            memo.check_result(tracer, value, node.value, frame)
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
    attempts = guards.asks_for_version(node.test)
    tracer.attempts += attempts
    falls = either(tracer, [(node.body, then), (node.orelse, other)], frame)
    tracer.attempts -= attempts
    return falls


def _loop(
    tracer: "Tracer", node: ir.For | ir.While, frame: Frame, turn: Callable[[], None]
) -> bool:
    before = dict(frame.names)
    loops, frame.loops = frame.loops, (*frame.loops, frame.place(node))
    frame.leaves.append([])
    for _ in range(TURNS if len(loops) < DEEP else 1):
        start = dict(frame.names)
        turn()
        fell = execute(tracer, node.body, frame)
        ends = [*frame.leaves[-1], *([frame.names] if fell else [])]
        if not ends:
            frame.names = before
            break
        frame.names = _after_turn(before, ends)
        if frame.names == start:
            break
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
    turns = _turns(tracer, node.iterable, frame)
    few = 0 < turns <= FEW or isinstance(node.iterable, ir.Collection)
    names = () if few else passing.names_in(node.target)
    frame.targets[frame.place(node)] = frozenset(names)
    falls = _loop(tracer, node, frame, lambda: containers.unpack(tracer, node.target, each, frame))
    if turns and tracer.staging and _works_on_arrays(node, frame):
        tracer.emit(Unroll, frame, node, turns=turns)
    return falls


def _works_on_arrays(node: ir.For, frame: Frame) -> bool:
    """A loop that costs something under jit binds an array anew in each turn."""
    targets: list[ir.Expression] = []
    for statement in node.body:
        match statement:
            case ir.Assign():
                targets += statement.targets
            case ir.Augment(target=target):
                targets.append(target)
            case _:
                pass
    names = {name for target in targets for name in passing.names_in(target)}
    return any(isinstance(frame.names.get(name), Array) for name in names)


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


def _assert(tracer: "Tracer", node: ir.Assert, frame: Frame) -> bool:
    tracer.decide(node.test, "assert", frame)
    frame.names = narrowing.narrowed(tracer, node.test, frame, holds=True)
    return True


def _delete(tracer: "Tracer", node: ir.Delete, frame: Frame) -> bool:
    for target in node.targets:
        if isinstance(target, ir.Name):
            frame.names.pop(target.id, None)
        elif isinstance(target, ir.Subscript):
            mutation.delete_item(tracer, target, frame)
            subscripts.delete(tracer, target, frame)
    return True


def _jump(tracer: "Tracer", node: ir.Jump, frame: Frame) -> bool:
    if frame.leaves:
        frame.leaves[-1].append(dict(frame.names))
    return False


def _import(tracer: "Tracer", node: ir.Import, frame: Frame) -> bool:
    for name in node.names:
        full = f"{node.module}.{name.name}" if node.module else name.name
        if full.startswith("jax.") and not node.level and not tracer.attempts:
            tracer.emit(RemovedName, frame, node, name=full)
    return imports.execute_import(tracer, node, frame)


def _match(tracer: "Tracer", node: ir.Match, frame: Frame) -> bool:
    subject = tracer.evaluate(node.subject, frame)
    ways: list[tuple[Block, Environment]] = []
    exhaustive = False
    for case in node.cases:
        if case.pattern.compares and isinstance(subject, Array | Tree):
            asked = as_array(subject) if isinstance(subject, Tree) else subject
            tracer.emit(Branch, frame, case.pattern, asks="match", test=asked)
        names = dict(frame.names)
        each = subject if case.pattern.irrefutable else containers.element(tracer, subject)
        names.update(dict.fromkeys(case.pattern.binds, each))
        if case.guard is not None:
            frame.names = names
            tracer.decide(case.guard, "if", frame)
        ways.append((case.body, names))
        exhaustive = exhaustive or (case.pattern.irrefutable and case.guard is None)
    return either(tracer, ways if exhaustive else [*ways, ((), dict(frame.names))], frame)


_BY_NODE: dict[type[ir.Node], Callable[["Tracer", Any, Frame], bool]] = {
    ir.Evaluate: _evaluate,
    ir.Assign: _assign,
    ir.Augment: _augment,
    ir.Return: _return,
    ir.Raise: _raise,
    ir.If: _if,
    ir.While: _while,
    ir.For: _for,
    ir.With: guards.execute_with,
    ir.Try: guards.execute_try,
    ir.Assert: _assert,
    ir.Delete: _delete,
    ir.Jump: _jump,
    ir.Import: _import,
    ir.Match: _match,
    ir.Function: definitions.define_function,
    ir.Class: definitions.define_class,
}

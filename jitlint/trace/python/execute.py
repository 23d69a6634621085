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
from jitlint.trace import imports
from jitlint.trace.events import Branch
from jitlint.trace.events.misuse import Discard
from jitlint.trace.frames import Environment, Frame
from jitlint.trace.objects import containers, dunders
from jitlint.trace.objects.attributes import dotted
from jitlint.trace.python import (
    definitions,
    guards,
    loops,
    narrowing,
    operators,
    patterns,
    subscripts,
)
from jitlint.trace.python.branches import either
from jitlint.trace.text import asking
from jitlint.trace.values import (
    Array,
    Library,
    Sequence,
    Static,
    Tree,
    Unknown,
)
from jitlint.trace.values.lattice import UNKNOWN
from jitlint.trace.watches import captures, memo, mutation

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

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
            updated = frame.value_of(base)
            is_array = isinstance(updated, Array | Tree | Unknown) and not tracer.guards
            return f"jax.Array.at.{name}" if is_array else ""
        case _:
            function = frame.value_of(node.function)
            return function.name if isinstance(function, Library) else ""


def _assign(tracer: "Tracer", node: ir.Assign, frame: Frame) -> bool:
    if node.value is None:
        return True
    value = tracer.evaluate(node.value, frame)
    for target in node.targets:
        containers.unpack(tracer, target, value, frame)
    captures.note_size(tracer, node, frame)
    return True


def _augment(tracer: "Tracer", node: ir.Augment, frame: Frame) -> bool:
    left = tracer.evaluate(node.target, frame)
    right = tracer.evaluate(node.value, frame)
    if isinstance(left, Sequence) and left.kind == "list" and node.operator == "+":
        tracer.extend(left, right, node, dotted(node.target), frame)
        return True
    result = dunders.augmented(tracer, node.operator, left, right, node, frame)
    if result is None:
        result = operators.arithmetic(tracer, node.operator, left, right, frame)
    containers.store(tracer, node.target, result, frame)
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
    careful = asking.tells_of_tracing(node.test, frame)
    tracer.attempts += attempts
    tracer.guards += careful
    falls = either(tracer, [(node.body, then), (node.orelse, other)], frame)
    tracer.attempts -= attempts
    if careful and not _leaves(node):
        tracer.guards -= 1
    return falls


def _leaves(node: ir.If) -> bool:
    """Says whether what follows an `if` follows one of its ways only."""
    ends = (block[-1] for block in (node.body, node.orelse) if block)
    return any(isinstance(end, ir.Return | ir.Raise | ir.Jump) for end in ends)


def _assert(tracer: "Tracer", node: ir.Assert, frame: Frame) -> bool:
    decided = tracer.decide(node.test, "assert", frame)
    if decided is False and node.message is not None:
        tracer.evaluate(node.message, frame)
    frame.names = narrowing.narrowed(tracer, node.test, frame, holds=True)
    return True


def _delete(tracer: "Tracer", node: ir.Delete, frame: Frame) -> bool:
    for target in node.targets:
        match target:
            case ir.Name(id=name):
                frame.names.pop(name, None)
            case ir.Subscript():
                containers.evaluate_parts(tracer, target, frame)
                mutation.delete_item(tracer, target, frame)
                subscripts.delete(target, frame)
            case ir.Attribute():
                containers.evaluate_parts(tracer, target, frame)
            case _:
                pass
    return True


def _jump(tracer: "Tracer", node: ir.Jump, frame: Frame) -> bool:
    if frame.leaves:
        leaves = frame.leaves[-1]
        ends = leaves.breaks if node.kind == "break" else leaves.continues
        ends.append(dict(frame.names))
    return False


def _import(tracer: "Tracer", node: ir.Import, frame: Frame) -> bool:
    return imports.execute_import(tracer, node, frame)


def _match(tracer: "Tracer", node: ir.Match, frame: Frame) -> bool:
    subject = tracer.evaluate(node.subject, frame)
    ways: list[tuple[Block, Environment]] = []
    exhaustive = False
    for case in node.cases:
        fitting = patterns.Fitting(tracer, frame)
        fits = fitting.lay(case.pattern.whole, subject)
        for asked in fitting.compared:
            if isinstance(asked, Array):
                tracer.emit(Branch, frame, case.pattern, asks="match", test=asked)
        if fits is False:
            continue
        before = frame.names
        names = {**before, **dict.fromkeys(case.pattern.binds, UNKNOWN), **fitting.names}
        frame.names = dict(names)
        decided = None if case.guard is None else tracer.decide(case.guard, "if", frame)
        ways.append((case.body, frame.names if case.guard is not None else names))
        frame.names = before
        if case.guard is not None and decided is False:
            ways.pop()
        elif fits and (case.guard is None or decided):
            exhaustive = True
            break
    if not exhaustive:
        ways.append(((), dict(frame.names)))
    if len(ways) > 1:
        return either(tracer, ways, frame)
    body, frame.names = ways[0]
    return tracer.execute(body, frame)


_BY_NODE: dict[type[ir.Node], Callable[["Tracer", Any, Frame], bool]] = {
    ir.Evaluate: _evaluate,
    ir.Assign: _assign,
    ir.Augment: _augment,
    ir.Return: _return,
    ir.Raise: _raise,
    ir.If: _if,
    ir.While: loops.execute_while,
    ir.For: loops.execute_for,
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

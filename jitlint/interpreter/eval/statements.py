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
from typing import Any

from jitlint.frontend import ir
from jitlint.interpreter.analyses import captured_constants, memoization, mutation
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import (
    Array,
    Environment,
    Frame,
    Library,
    Sequence,
    Static,
    Tree,
    Unknown,
)
from jitlint.interpreter.eval import (
    choices,
    definitions,
    imports,
    loops,
    match,
    narrowing,
    operators,
    subscripts,
    tracer_tests,
    try_with,
)
from jitlint.interpreter.eval.branches import either
from jitlint.interpreter.events import Branch
from jitlint.interpreter.events.misuse import Discard
from jitlint.interpreter.objects import attribute_writes, containers, dunder_calls, unfit_shapes
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import (
    CHOSEN,
    CHOSEN_UNTIL_RETURN,
    GUARDED,
    GUARDED_UNTIL_RETURN,
    TENTATIVE,
)
from jitlint.interpreter.state.running_scripts import RunningScripts
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.questions import Questions

UPDATES = frozenset("set add subtract multiply mul divide power min max apply".split())
Block = tuple[ir.Statement, ...]


def execute(machine: Machine, block: Block, frame: Frame) -> bool:
    """Runs statements; says whether execution falls out at the end."""
    falls = True
    for statement in block:
        falls = _BY_NODE[type(statement)](machine, statement, frame)
        if not falls:
            break
    return falls


def _evaluate(machine: Machine, node: ir.Evaluate, frame: Frame) -> bool:
    machine.evaluate(node.value, frame)
    if isinstance(node.value, ir.Call):
        function = _discarded(machine, node.value, frame)
        if function:
            machine.emit(Discard, frame, node, function=function)
    return True


def _discarded(machine: Machine, node: ir.Call, frame: Frame) -> str:
    match node.function:
        case ir.Attribute(
            value=ir.Subscript(value=ir.Attribute(value=base, name="at")), name=name
        ) if name in UPDATES:
            updated = frame.value_of(base)
            is_array = isinstance(updated, Array | Tree | Unknown) and not machine.mode.guarded
            return f"jax.Array.at.{name}" if is_array else ""
        case _:
            function = frame.value_of(node.function)
            return function.name if isinstance(function, Library) else ""


def _assign(machine: Machine, node: ir.Assign, frame: Frame) -> bool:
    if node.value is None:
        return True
    value = tracer_tests.asked(machine, node.value, machine.evaluate(node.value, frame), frame)
    for target in node.targets:
        containers.unpack(machine, target, value, frame)
    captured_constants.note_size(machine, node, frame)
    return True


def _augment(machine: Machine, node: ir.Augment, frame: Frame) -> bool:
    left = machine.evaluate(node.target, frame)
    right = machine.evaluate(node.value, frame)
    if isinstance(left, Sequence) and left.kind == "list" and node.operator == "+":
        machine.extend(left, right, node, dotted(node.target), frame)
        return True
    result = dunder_calls.augmented(machine, node.operator, left, right, node, frame)
    if result is None:
        unfit_shapes.check_operator(machine, node.operator, left, right, node, frame)
        result = operators.arithmetic(machine, node.operator, left, right, frame)
    containers.store(machine, node.target, result, frame)
    return True


def _return(machine: Machine, node: ir.Return, frame: Frame) -> bool:
    if node.value is None:
        frame.returns.append(Static(None, known=True, type="None"))
    else:
        value = machine.evaluate(node.value, frame)
        frame.returns.append(value)
        if frame.memoised:
            memoization.check_result(machine, value, node.value, frame)
    return False


def _raise(machine: Machine, node: ir.Raise, frame: Frame) -> bool:
    if node.error is not None:
        machine.evaluate(node.error, frame)
    return False


def _if(machine: Machine, node: ir.If, frame: Frame) -> bool:
    decided = machine.decide(node.test, "if", frame)
    if decided is not None:
        return execute(machine, node.body if decided else node.orelse, frame)
    then = narrowing.narrowed(machine, node.test, frame, holds=True)
    other = narrowing.narrowed(machine, node.test, frame, holds=False)
    careful = tracer_tests.asks_for_tracing(machine, node.test, frame)
    tentative = machine.state_of(Questions).ask(try_with.asks_for_version, node.test)
    chosen = choices.by_unknown(machine, node.test, frame)
    with (
        machine.within(GUARDED, careful),
        machine.within(TENTATIVE, tentative),
        machine.within(CHOSEN, chosen),
        machine.state_of(RunningScripts).within(node, frame),
    ):
        falls = either(machine, [(node.body, then), (node.orelse, other)], frame)
    if careful and _leaves(node):
        machine.mode |= GUARDED_UNTIL_RETURN
    if chosen and choices.returns(node):
        machine.mode |= CHOSEN_UNTIL_RETURN
    return falls


def _leaves(node: ir.If) -> bool:
    """Says whether what follows an `if` follows one of its ways only."""
    ends = (block[-1] for block in (node.body, node.orelse) if block)
    return any(isinstance(end, ir.Return | ir.Raise | ir.Jump) for end in ends)


def _assert(machine: Machine, node: ir.Assert, frame: Frame) -> bool:
    decided = machine.decide(node.test, "assert", frame)
    if decided is False and node.message is not None:
        machine.evaluate(node.message, frame)
    frame.environment = narrowing.narrowed(machine, node.test, frame, holds=True)
    return True


def _delete(machine: Machine, node: ir.Delete, frame: Frame) -> bool:
    for target in node.targets:
        match target:
            case ir.Name(id=name):
                frame.names.pop(name, None)
            case ir.Subscript():
                containers.evaluate_parts(machine, target, frame)
                mutation.delete_item(machine, target, frame)
                subscripts.delete(machine, target, frame)
            case ir.Attribute(value=owner, name=name):
                containers.evaluate_parts(machine, target, frame)
                named = Static(name, known=True, type="str")
                attribute_writes.delete(machine, frame.value_of(owner), named, frame)
            case _:
                pass
    return True


def _jump(machine: Machine, node: ir.Jump, frame: Frame) -> bool:
    if frame.leaves:
        leaves = frame.leaves[-1]
        ends = leaves.breaks if node.kind == "break" else leaves.continues
        ends.append(frame.environment.copy())
    return False


def _import(machine: Machine, node: ir.Import, frame: Frame) -> bool:
    return imports.execute_import(machine, node, frame)


def _match(machine: Machine, node: ir.Match, frame: Frame) -> bool:
    subject = machine.evaluate(node.subject, frame)
    ways: list[tuple[Block, Environment]] = []
    exhaustive = False
    for case in node.cases:
        fitting = match.Fitting(machine, frame)
        fits = fitting.lay(case.pattern.whole, subject)
        for compared in fitting.compared:
            if isinstance(compared, Array):
                machine.emit(Branch, frame, case.pattern, asks="match", test=compared)
        if fits is False:
            continue
        before = frame.environment
        fitted = before.copy()
        fitted.names |= dict.fromkeys(case.pattern.binds, UNKNOWN) | fitting.names
        frame.environment = fitted.copy()
        decided = None if case.guard is None else machine.decide(case.guard, "if", frame)
        ways.append((case.body, frame.environment if case.guard is not None else fitted))
        frame.environment = before
        if case.guard is not None and decided is False:
            ways.pop()
        elif fits and (case.guard is None or decided):
            exhaustive = True
            break
    if not exhaustive:
        ways.append(((), frame.environment.copy()))
    if len(ways) > 1:
        return either(machine, ways, frame)
    body, frame.environment = ways[0]
    return machine.execute(body, frame)


_BY_NODE: dict[type[ir.Node], Callable[[Machine, Any, Frame], bool]] = {
    ir.Evaluate: _evaluate,
    ir.Assign: _assign,
    ir.Augment: _augment,
    ir.Return: _return,
    ir.Raise: _raise,
    ir.If: _if,
    ir.While: loops.execute_while,
    ir.For: loops.execute_for,
    ir.With: try_with.execute_with,
    ir.Try: try_with.execute_try,
    ir.Assert: _assert,
    ir.Delete: _delete,
    ir.Jump: _jump,
    ir.Import: _import,
    ir.Match: _match,
    ir.Function: definitions.define_function,
    ir.Class: definitions.define_class,
}

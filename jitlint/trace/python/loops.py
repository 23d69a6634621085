"""Loops: a body runs until its names settle, three turns at most."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.events.misuse import Unroll
from jitlint.trace.frames import Environment, Frame, Leaves
from jitlint.trace.objects import containers
from jitlint.trace.python import branches
from jitlint.trace.values import Array, Sequence, Static, Tree, Value
from jitlint.trace.values.lattice import join_names
from jitlint.trace.wrappers import passing

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

FEW = 3
TURNS, DEEP = 3, 3


def execute_for(tracer: "Tracer", node: ir.For, frame: Frame) -> bool:
    """Runs a `for` loop."""
    iterable = tracer.evaluate(node.iterable, frame)
    each = tracer.iterate(iterable, node.iterable, frame)
    turns = _turns(node.iterable, frame)
    few = 0 < turns <= FEW or isinstance(node.iterable, ir.Collection)
    names = () if few else passing.names_in(node.target)
    frame.targets[frame.place(node)] = frozenset(names)
    surely = turns > 0 or _has_items(iterable)

    def bind() -> None:
        containers.unpack(tracer, node.target, each, frame)

    falls = _loop(tracer, node, frame, surely, begin=bind)
    if turns and tracer.staging and _works_on_arrays(node, frame):
        tracer.emit(Unroll, frame, node, turns=turns)
    return falls


def execute_while(tracer: "Tracer", node: ir.While, frame: Frame) -> bool:
    """Runs a `while` loop."""
    holds = tracer.decide(node.test, "while", frame)
    if holds is False:
        return tracer.execute(node.orelse, frame)

    def goes_on() -> bool:
        return tracer.decide(node.test, "while", frame) is not False

    return _loop(tracer, node, frame, holds is True, goes_on=goes_on)


def _loop(
    tracer: "Tracer",
    node: ir.For | ir.While,
    frame: Frame,
    surely: bool,
    begin: Callable[[], object] = lambda: None,
    goes_on: Callable[[], bool] = lambda: True,
) -> bool:
    """Says whether anything follows the loop; of one that is `surely` entered, maybe nothing.

    Each turn begins with `begin`; where one may follow it ends with `goes_on`.
    """
    before = dict(frame.names)
    tracer.watch.loops[frame.place(node)] = node
    loops, frame.loops = frame.loops, (*frame.loops, frame.place(node))
    frame.leaves.append(Leaves())
    falls, runs_out = True, True
    for number in range(TURNS if len(loops) < DEEP else 1):
        start = dict(frame.names)
        begin()
        nexts = [frame.names] if tracer.execute(node.body, frame) else []
        nexts += frame.leaves[-1].continues
        ends = [*frame.leaves[-1].breaks, *nexts]
        if not ends:
            falls = number > 0 or not surely
            frame.names = before
            break
        frame.names = _after_turn(before, ends)
        runs_out = bool(nexts) or number > 0 or not surely
        if not nexts or not goes_on() or frame.names == start:
            break
    frame.loops = loops
    is_left = bool(frame.leaves.pop().breaks)
    return falls and _follow(tracer, node.orelse, frame, runs_out, is_left)


def _follow(
    tracer: "Tracer", orelse: branches.Block, frame: Frame, runs_out: bool, is_left: bool
) -> bool:
    """Runs the `else` of a loop, which `break` leaves out."""
    if not orelse or not runs_out:
        return True
    if not is_left:
        return tracer.execute(orelse, frame)
    ways = [(orelse, dict(frame.names)), ((), dict(frame.names))]
    return branches.either(tracer, ways, frame)


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


def _turns(iterable: ir.Expression, frame: Frame) -> int:
    match iterable:
        case ir.Call(function=ir.Name(id="range"), arguments=arguments):
            bounds = [frame.value_of(argument.value) for argument in arguments]
        case _:
            return 0
    numbers = [b.value for b in bounds if isinstance(b, Static) and isinstance(b.value, int)]
    if not numbers or len(numbers) != len(bounds) or 0 in numbers[2:]:
        return 0
    return len(range(*numbers))


def _has_items(value: Value) -> bool:
    return isinstance(value, Sequence) and bool(value.items)

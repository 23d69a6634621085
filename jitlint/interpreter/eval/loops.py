"""Loops: a body runs until its environment settles, a few turns at most."""

from collections.abc import Callable
from functools import reduce

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.analyses import shape_growth
from jitlint.interpreter.domain import settling
from jitlint.interpreter.domain.lattice import UNKNOWN, join_environments
from jitlint.interpreter.domain.limits import (
    INNER_TURNS,
    LOOP_DEPTH,
    LOOP_ROUNDS,
    TURNS,
)
from jitlint.interpreter.domain.tree import without_avals
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Class,
    Environment,
    Frame,
    Function,
    Instance,
    Leaves,
    Library,
    Mapping,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Value,
)
from jitlint.interpreter.eval import branches, unrolling
from jitlint.interpreter.events.misuse import Unroll
from jitlint.interpreter.objects import containers
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk
from jitlint.interpreter.transforms import argument_checks

_FIRST = Static(0, known=True, type="int")
_CALLED = (Function, Bound, Partial, Transformed, Class, Instance)


def execute_for(machine: Machine, node: ir.For, frame: Frame) -> bool:
    """Runs a `for` loop."""
    iterable = machine.evaluate(node.iterable, frame)
    each = machine.iterate(iterable, node.iterable, frame)
    turns = unrolling.turns_of(node.iterable, frame)
    few = unrolling.is_few(node.iterable, frame)
    names = () if few else argument_checks.names_in(node.target)
    frame.targets[frame.place(node)] = frozenset(names)
    surely = turns > 0 or _has_items(iterable)

    def bind(is_first: bool) -> bool:
        first = _first_of(machine, node, each, frame) if is_first else None
        containers.unpack(machine, node.target, each if first is None else first, frame)
        return first is not None

    length = (turns or unrolling.rows_of(iterable)) if machine.staging else 0
    before = frame.environment.copy() if length else frame.environment
    items = _apart(iterable, node, frame)
    if len(items) > 1 and len(frame.loops) < LOOP_DEPTH:
        falls = _turn_by_turn(machine, node, items, frame)
    else:
        falls = _loop(machine, node, frame, surely, begin=bind)
        _mark_ragged(machine, node, frame)
    if length and unrolling.works_on_arrays(node, frame):
        keeps = unrolling.kept_types(node, before, frame)
        machine.emit(Unroll, frame, node, turns=length, keeps=keeps)
    return falls


def execute_while(machine: Machine, node: ir.While, frame: Frame) -> bool:
    """Runs a `while` loop."""
    holds = machine.decide(node.test, "while", frame)
    if holds is False:
        return machine.execute(node.orelse, frame)

    def goes_on() -> bool:
        return machine.decide(node.test, "while", frame) is not False

    return _loop(machine, node, frame, holds is True, goes_on=goes_on)


def _loop(
    machine: Machine,
    node: ir.For | ir.While,
    frame: Frame,
    surely: bool,
    begin: Callable[[bool], bool] = lambda _: False,
    goes_on: Callable[[], bool] = lambda: True,
) -> bool:
    """Says whether anything follows the loop; of one that is `surely` entered, maybe nothing.

    Each turn begins with `begin`, which is told whether it is the first of several and says whether
    it is unlike the others; where one may follow it ends with `goes_on`.
    """
    before = frame.environment.copy()
    machine.loops[frame.place(node)] = node
    loops, frame.loops = frame.loops, (*frame.loops, frame.place(node))
    frame.leaves.append(Leaves())
    falls, runs_out = True, True
    rounds = LOOP_ROUNDS if len(loops) < LOOP_DEPTH else 1
    for number in range(rounds):
        start = frame.environment.copy()
        is_apart = begin(number == 0 and rounds > 1)
        nexts = [frame.environment] if machine.execute(node.body, frame) else []
        nexts += frame.leaves[-1].continues
        ends = [*frame.leaves[-1].breaks, *nexts]
        if not ends:
            falls = number > 0 or not surely
            frame.environment = before
            break
        frame.environment = _after_turn(before, ends)
        runs_out = bool(nexts) or number > 0 or not surely
        if not nexts or not goes_on():
            break
        if is_apart:
            continue
        if frame.environment == start:
            break
        if settling.is_alike(frame.environment, start):
            _forget_avals(before, frame.environment)
            break
    else:
        _forget_avals(before, frame.environment)
    frame.loops = loops
    is_left = bool(frame.leaves.pop().breaks)
    return falls and _follow(machine, node.orelse, frame, runs_out, is_left)


def _first_of(machine: Machine, node: ir.For, each: Value, frame: Frame) -> Value | None:
    """Returns what the first turn binds, where the body asks which turn it is: `if i == 0`."""
    match node.iterable:
        case ir.Call(function=function, arguments=(ir.Argument(keyword="", stars=0),)):
            called = frame.value_of(function)
        case _:
            return None
    if not machine.state_of(Questions).ask(_asks_which_turn, node):
        return None
    match called, each:
        case Library(name="builtins.range"), _:
            return _FIRST
        case Library(name="builtins.enumerate"), Sequence(items=[_, item]):
            return Sequence("tuple", [_FIRST, item], UNKNOWN, frame.level)
        case _:
            return None


def _asks_which_turn(node: ir.For) -> bool:
    bound = set(argument_checks.names_in(node.target))
    tests = (n.test for n in walk(node.body) if isinstance(n, ir.If | ir.Ternary))
    return any(_is_of(test, bound) for test in tests)


def _is_of(test: ir.Expression, bound: set[str]) -> bool:
    match test:
        case ir.Name(id=name):
            return name in bound
        case ir.Unary(operator="not", operand=operand):
            return _is_of(operand, bound)
        case ir.Boolean(left=left, right=right):
            return _is_of(left, bound) or _is_of(right, bound)
        case ir.Compare(left=ir.Name(id=name), rights=(ir.Constant(),)):
            return name in bound
        case _:
            return False


def _mark_ragged(machine: Machine, node: ir.For, frame: Frame) -> None:
    """Marks the lists to which each turn has appended an array of a size of its own."""
    for name, value in unrolling.appended(node):
        held = frame.names.get(name)
        if isinstance(held, Sequence) and shape_growth.makes_sizes(
            machine, value, frame, frame.place(node)
        ):
            held.ragged = True


def _forget_avals(before: Environment, after: Environment) -> None:
    """What has not settled may be of another type after each turn that is to come."""
    for name, value in after.names.items():
        if before.names.get(name) is not value:
            after.names[name] = without_avals(value)


def _turn_by_turn(machine: Machine, node: ir.For, items: list[Value], frame: Frame) -> bool:
    """Runs the body for each item by itself; says whether anything follows the loop."""
    machine.loops[frame.place(node)] = node
    loops, frame.loops = frame.loops, (*frame.loops, frame.place(node))
    breaks, runs_out = list[Environment](), True
    for item in items:
        frame.leaves.append(Leaves())
        containers.unpack(machine, node.target, item, frame)
        nexts = [frame.environment] if machine.execute(node.body, frame) else []
        left = frame.leaves.pop()
        breaks += left.breaks
        nexts += left.continues
        runs_out = bool(nexts)
        if not nexts:
            break
        frame.environment = reduce(join_environments, nexts)
    frame.loops = loops
    if breaks:
        ends = [*breaks, frame.environment] if runs_out else breaks
        frame.environment = reduce(join_environments, ends)
    if not runs_out and not breaks:
        return False
    return _follow(machine, node.orelse, frame, runs_out, bool(breaks))


def _apart(iterable: Value, node: ir.For, frame: Frame) -> list[Value]:
    """Returns the items of a loop over different things, of which one says little.

    They are called, or they are names that are written down, by which a program looks things up.
    """
    items = containers.items_of(iterable) or []
    if any(_is_a(_CALLED, each) for each in items):
        registers = all(_is_a(Class, each) for each in items)
        most = INNER_TURNS if frame.loops and not registers else TURNS
    elif isinstance(node.iterable, ir.Collection) and all(_is_text(each) for each in items):
        most = 0 if frame.loops else INNER_TURNS
    else:
        return []
    return items if len(items) <= most else []


def _is_text(item: Value) -> bool:
    return isinstance(item, Static) and isinstance(item.value, str)


def _is_a(kinds: type[Value] | tuple[type[Value], ...], item: Value) -> bool:
    """Says whether an item is called, or a tuple of it and what it is called with."""
    held = containers.items_of(item) or [] if isinstance(item, Sequence) else []
    return any(isinstance(each, kinds) for each in (item, *held))


def _follow(
    machine: Machine, orelse: branches.Block, frame: Frame, runs_out: bool, is_left: bool
) -> bool:
    """Runs the `else` of a loop, which `break` leaves out."""
    if not orelse or not runs_out:
        return True
    if not is_left:
        return machine.execute(orelse, frame)
    ways = [(orelse, frame.environment.copy()), ((), frame.environment.copy())]
    return branches.either(machine, ways, frame)


def _after_turn(before: Environment, ends: list[Environment]) -> Environment:
    """A loop is taken to run: what a turn makes an array is an array afterwards."""
    joined = reduce(join_environments, ends)
    after = join_environments(before, joined)
    for name, value in joined.names.items():
        if type(value) is Array and isinstance(before.names.get(name), Static | Tree):
            after.names[name] = value
        elif isinstance(value, Mapping):
            after.names[name] = _with_arrays(after.names[name], before.names.get(name), value)
    return after


def _with_arrays(joined: Value, before: Value | None, after: Mapping) -> Value:
    """Returns a joined dict in which is an array what a turn has made one of a number."""
    if not isinstance(joined, Mapping) or not isinstance(before, Mapping) or before is after:
        return joined
    made = {
        key: value
        for key, value in after.items.items()
        if isinstance(value, Array) and isinstance(before.items.get(key), Static)
    }
    items = {**joined.items, **made}
    return replace(joined, items=items) if made and joined.exact else joined


def _has_items(value: Value) -> bool:
    return isinstance(value, Sequence) and bool(value.items)

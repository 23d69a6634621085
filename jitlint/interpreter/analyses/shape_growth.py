"""Arguments that grow from turn to turn of a loop: each of their shapes is compiled for."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import GROWTH_HOPS
from jitlint.interpreter.domain.values import Frame, Library, Sequence, Static
from jitlint.interpreter.events.compiling import GrowingArgument
from jitlint.interpreter.objects import naming
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.blocks import body_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax import sizes
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.turns import Turn, turn_of, turns_over
from jitlint.interpreter.syntax.walk import walk

JOINS = frozenset("concatenate concat append hstack vstack stack block column_stack".split())
CONVERTS = frozenset({"array", "asarray"})
KEEPS = frozenset("array asarray stack concatenate vstack hstack".split())


def check_growth(
    machine: Machine, target: Target, static: set[str], node: ir.Node, frame: Frame
) -> None:
    """Emits an event for each traced argument that has another size in every turn of a loop."""
    if machine.traces or not frame.loops or not isinstance(node, ir.Call):
        return
    place = frame.loops[-1]
    turn = _Turn(machine, frame, place)
    for number, argument in enumerate(node.arguments):
        parameter = target.positional(number) if not argument.keyword else None
        name = parameter.name if parameter else argument.keyword
        how = turn.growth(argument.value) if name and name not in static else ""
        if how:
            fields = {"function": target.name, "parameter": name, "how": how, "loop": place}
            machine.emit(GrowingArgument, frame, argument.value, **fields)


def makes_sizes(machine: Machine, node: ir.Expression, frame: Frame, loop: Place) -> bool:
    """Says whether each turn of a loop makes an array of a size of its own."""
    if machine.traces or not isinstance(node, ir.Call):
        return False
    return _Turn(machine, frame, loop).growth(node) == "size"


class _Turn:
    """One turn of a loop, by its text: what it binds, and what that makes of what was there."""

    def __init__(self, machine: Machine, frame: Frame, place: Place) -> None:
        self.machine, self.frame = machine, frame
        loop = machine.loops.get(place)
        self.loop, self.text = loop, Turn()
        is_written = isinstance(loop, ir.For | ir.While)
        if isinstance(loop, ir.For | ir.While):
            self.text = machine.state_of(Questions).ask(turn_of, loop)
        self.counters = {*frame.targets.get(place, ()), *self.text.counted}
        few = isinstance(loop, ir.For) and not self.counters and place in frame.targets
        self.is_known = is_written and not few

    def growth(self, node: ir.Expression, hops: int = GROWTH_HOPS) -> str:
        """Returns what differs: `slice`, `array`, `list`, `size`, `item`, or nothing known."""
        match node:
            case ir.Subscript(index=index) if self._has_growing_slice(index):
                return "slice"
            case ir.Call(arguments=(ir.Argument(value=ir.Name() as held), *_)) if (
                self._last_name(node) in KEEPS
            ):
                is_same = self._last_name(node) in CONVERTS
                item = "item" if is_same and held.id in self._ragged() else ""
                return "list" if self._grows_list(held.id) else item
            case ir.Call() if self._has_own_size(node):
                return "size"
            case ir.Name(id=name) if name in self._ragged():
                return "item"
            case ir.Name(id=name) if self.is_known and hops:
                return self._growth_of(name, hops)
            case _:
                return ""

    def _growth_of(self, name: str, hops: int) -> str:
        if self._grows_list(name):
            return "list"
        made = self.text.made.get(name, [])
        if self.text.bound[name] != 1 or len(made) != 1 or made[0] is None:
            return ""
        return "array" if self._joins(made[0], name) else self.growth(made[0], hops - 1)

    def _joins(self, node: ir.Expression, name: str) -> bool:
        """Says whether an expression puts more to what the name held in the turn before."""
        if not isinstance(node, ir.Call) or self._last_name(node) not in JOINS:
            return False
        first = node.arguments[0].value if node.arguments else None
        items = first.items if isinstance(first, ir.Collection) else (first,)
        return any(isinstance(item, ir.Name) and item.id == name for item in items)

    def _grows_list(self, name: str) -> bool:
        held = self.frame.names.get(name)
        if not self.is_known or name in self.text.bound or not isinstance(held, Sequence):
            return False
        if self._is_bounded(name):
            return False
        return name in self.text.filled and name not in self.text.emptied

    def _is_bounded(self, name: str) -> bool:
        """Says whether a name holds a queue, which may drop as much as it takes."""
        return name in self.machine.state_of(Questions).ask(
            _queues, body_of(self.machine, self.frame)
        )

    def _has_growing_slice(self, index: ir.Expression) -> bool:
        slices = index.items if isinstance(index, ir.Collection) else (index,)
        return any(self._is_growing(each) for each in slices if isinstance(each, ir.Slice))

    def _is_growing(self, bounds: ir.Slice) -> bool:
        lower, upper = self._varies(bounds.lower), self._varies(bounds.upper)
        return {lower, upper} == {True, False} and bounds.step is None

    def _varies(self, bound: ir.Expression | None) -> bool | None:
        """A number that is counted from turn to turn varies; what else a turn makes, may."""
        match bound:
            case ir.Name(id=name) if name in self.counters:
                held = self.frame.names.get(name)
                return isinstance(held, Static) and held.type == "int"
            case ir.Name(id=name):
                return None if name in self.text.bound else False
            case ir.Binary(operator="+" | "-" | "*", left=left, right=right):
                sides = (self._varies(left), self._varies(right))
                return None if None in sides else any(sides)
            case ir.Unary(operand=operand):
                return self._varies(operand)
            case ir.Binary() | ir.Call() | ir.Subscript() | ir.Ternary() | ir.Boolean():
                names = (each.id for each in walk(bound) if isinstance(each, ir.Name))
                return (
                    None
                    if any(n in self.counters or n in self.text.bound for n in names)
                    else False
                )
            case _:
                return False

    def _has_own_size(self, node: ir.Call) -> bool:
        """Says whether a call makes an array of as many elements as the loop has counted."""
        asked = sizes.asked_of(self._full_name(node), node)
        read = {name for each in asked for name in _names_read(each)}
        if not asked or not read & self.counters or read & self.counters - self._counting():
            return False
        if len(asked) == 2:  # where a range begins and ends
            return {self._varies(each) for each in asked} == {True, False}
        items = [each for size in asked for each in _items(size)]
        return any(self._varies(each) for each in items)

    def _counting(self) -> set[str]:
        """Returns the names that surely hold another number in each turn."""
        found = set(self.text.counted)
        for target, iterable in turns_over(self.loop):
            match target, iterable:
                case ir.Name(id=name), ir.Call(function=ir.Name(id="range")):
                    found.add(name)
                case ir.Collection(items=(ir.Name(id=name), *_)), ir.Call(
                    function=ir.Name(id="enumerate")
                ):
                    found.add(name)
                case _:
                    pass
        return found

    def _ragged(self) -> set[str]:
        """Returns the names that the loop binds to arrays of a size each."""
        found = set[str]()
        for target, iterable in turns_over(self.loop):
            match target, iterable:
                case ir.Collection(items=(_, held)), ir.Call(
                    function=ir.Name(id="enumerate"), arguments=(first, *_)
                ):
                    pairs = [(held, first.value)]
                case ir.Collection(items=items), ir.Call(
                    function=ir.Name(id="zip"), arguments=arguments
                ):
                    pairs = [(to, each.value) for to, each in zip(items, arguments, strict=False)]
                case _:
                    pairs = [(target, iterable)]
            for to, each in pairs:
                value = self.frame.value_of(each)
                if isinstance(to, ir.Name) and isinstance(value, Sequence) and value.ragged:
                    found.add(to.id)
        return {name for name in found if name not in self.text.bound}

    def _last_name(self, node: ir.Call) -> str:
        return self._full_name(node).rpartition(".")[2]

    def _full_name(self, node: ir.Call) -> str:
        function = naming.named(self.machine, node.function, self.frame)
        known = isinstance(function, Library) and function.name.startswith(("jax.", "numpy."))
        return function.name if known and isinstance(function, Library) else ""


def _names_read(node: ir.Expression) -> set[str]:
    return {each.id for each in walk(node) if isinstance(each, ir.Name)}


def _items(size: ir.Expression) -> tuple[ir.Expression, ...]:
    return size.items if isinstance(size, ir.Collection) else (size,)


def _queues(body: tuple[ir.Statement, ...]) -> set[str]:
    """Returns the names that statements bind to queues."""
    found = set[str]()
    for node in walk(body):
        match node:
            case ir.Assign(targets=targets, value=ir.Call(function=function)) if dotted(
                function
            ).endswith("deque"):
                found.update(each.id for each in targets if isinstance(each, ir.Name))
            case _:
                pass
    return found

"""Arguments that grow from turn to turn of a loop: each of their shapes is compiled for."""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.events.compiling import GrowingArgument
from jitlint.trace.frames import Frame
from jitlint.trace.objects import naming
from jitlint.trace.objects.attributes import dotted
from jitlint.trace.text.walking import body_of, bound_names, counters, walk
from jitlint.trace.values import Library, Sequence, Static
from jitlint.trace.wrappers.signatures import Target

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

JOINS = frozenset("concatenate concat append hstack vstack stack block column_stack".split())
KEEPS = frozenset("array asarray stack concatenate vstack hstack".split())
FILLS = frozenset({"append", "extend", "insert"})
EMPTIES = frozenset({"pop", "clear", "remove", "popleft"})
HOPS = 3


def check_growth(
    tracer: "Tracer", target: Target, static: set[str], node: ir.Node, frame: Frame
) -> None:
    """Tells the traced arguments of a call that have another size in every turn of a loop."""
    if tracer.traces or not frame.loops or not isinstance(node, ir.Call):
        return
    place = frame.loops[-1]
    turn = _Turn(tracer, frame, place)
    for number, argument in enumerate(node.arguments):
        parameter = target.positional(number) if not argument.keyword else None
        name = parameter.name if parameter else argument.keyword
        how = turn.growth(argument.value) if name and name not in static else ""
        if how:
            told = {"function": target.name, "parameter": name, "how": how, "loop": place}
            tracer.emit(GrowingArgument, frame, argument.value, **told)


class _Turn:
    """One turn of a loop, by its text: what it binds, and what that makes of what was there."""

    def __init__(self, tracer: "Tracer", frame: Frame, place: Place) -> None:
        self.tracer, self.frame = tracer, frame
        loop = tracer.watch.loops.get(place)
        self.body = loop.body if loop else ()
        self.bound = list(bound_names(self.body))
        self.counters = {*frame.targets.get(place, ()), *counters(self.body)}
        few = isinstance(loop, ir.For) and not self.counters and place in frame.targets
        self.is_known = loop is not None and not few

    def growth(self, node: ir.Expression, hops: int = HOPS) -> str:
        """Returns what grows: `slice`, `array`, `list`, or nothing that is known."""
        match node:
            case ir.Subscript(index=index) if self._has_growing_slice(index):
                return "slice"
            case ir.Call(arguments=(ir.Argument(value=ir.Name() as held), *_)) if (
                self._last_name(node) in KEEPS
            ):
                return "list" if self._grows_list(held.id) else ""
            case ir.Name(id=name) if self.is_known and hops:
                return self._growth_of(name, hops)
            case _:
                return ""

    def _growth_of(self, name: str, hops: int) -> str:
        if self._grows_list(name):
            return "list"
        made = [
            statement.value
            for statement in self.body
            if isinstance(statement, ir.Assign)
            and [t.id for t in statement.targets if isinstance(t, ir.Name)] == [name]
        ]
        if self.bound.count(name) != 1 or len(made) != 1 or made[0] is None:
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
        if not self.is_known or name in self.bound or not isinstance(held, Sequence):
            return False
        if self._is_bounded(name):
            return False
        methods = {
            node.function.name
            for node in walk(self.body)
            if isinstance(node, ir.Call)
            and isinstance(node.function, ir.Attribute)
            and isinstance(node.function.value, ir.Name)
            and node.function.value.id == name
        }
        return bool(self._fills_directly(name)) and not methods & EMPTIES

    def _is_bounded(self, name: str) -> bool:
        """Says whether a name holds a queue, which may drop as much as it takes."""
        made = [
            node.value.function
            for node in walk(body_of(self.tracer, self.frame))
            if isinstance(node, ir.Assign)
            and isinstance(node.value, ir.Call)
            and any(isinstance(t, ir.Name) and t.id == name for t in node.targets)
        ]
        return any(dotted(each).endswith("deque") for each in made)

    def _fills_directly(self, name: str) -> bool:
        return any(
            isinstance(statement, ir.Evaluate)
            and isinstance(statement.value, ir.Call)
            and isinstance(statement.value.function, ir.Attribute)
            and statement.value.function.name in FILLS
            and isinstance(statement.value.function.value, ir.Name)
            and statement.value.function.value.id == name
            for statement in self.body
        )

    def _has_growing_slice(self, index: ir.Expression) -> bool:
        slices = index.items if isinstance(index, ir.Collection) else (index,)
        return any(self._is_growing(each) for each in slices if isinstance(each, ir.Slice))

    def _is_growing(self, bounds: ir.Slice) -> bool:
        return self._varies(bounds.lower) != self._varies(bounds.upper) and bounds.step is None

    def _varies(self, bound: ir.Expression | None) -> bool:
        """A number that is counted from turn to turn varies, a call's answer may not."""
        match bound:
            case ir.Name(id=name):
                held = self.frame.names.get(name)
                return name in self.counters and isinstance(held, Static) and held.type == "int"
            case ir.Binary(operator="+" | "-" | "*", left=left, right=right):
                return self._varies(left) or self._varies(right)
            case ir.Unary(operand=operand):
                return self._varies(operand)
            case _:
                return False

    def _last_name(self, node: ir.Call) -> str:
        function = naming.named(self.tracer, node.function, self.frame)
        known = isinstance(function, Library) and function.name.startswith(("jax.", "numpy."))
        return function.name.rpartition(".")[2] if known and isinstance(function, Library) else ""

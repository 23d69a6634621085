"""Expressions: what each is worth, with the events met on the way."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jitlint.read import ir
from jitlint.trace.events import Convert
from jitlint.trace.frames import Frame
from jitlint.trace.libraries import demands
from jitlint.trace.limits import WIDEST
from jitlint.trace.objects import attributes, containers, naming
from jitlint.trace.python import booleans, branches, narrowing, operators, subscripts
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.text import asking
from jitlint.trace.values import Array, Function, Library, Sequence, Static, Tree, Value
from jitlint.trace.values.lattice import UNKNOWN, join, join_all, text_of
from jitlint.trace.values.nesting import flat
from jitlint.trace.watches import captures, donation, staleness

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def make_function(tracer: "Tracer", node: ir.Function, frame: Frame) -> Function:
    """Returns the function that a `def` or a lambda makes in a frame."""
    defaults = {
        parameter.name: tracer.evaluate(parameter.default, frame)
        for parameter in node.parameters
        if parameter.default is not None
    }
    return Function(node, frame.module, frame, defaults, frame.place(node), frame.loops)


def _constant(tracer: "Tracer", node: ir.Constant, frame: Frame) -> Value:
    return _known(type(node.value), node.value)


@lru_cache(maxsize=4096)
def _known(kind: type, value: bool | int | float | str | None) -> Static:
    """Keeps constants apart by type: `1`, `1.0` and `True` are equal."""
    return Static(value, known=True, type="None" if value is None else kind.__name__)


def _opaque(tracer: "Tracer", node: ir.Opaque, frame: Frame) -> Value:
    is_bytes = node.text.lower().startswith(("b'", 'b"', "rb", "br"))
    return Static(type="bytes" if is_bytes else "")


def _name(tracer: "Tracer", node: ir.Name, frame: Frame) -> Value:
    found = frame.find(node.id)
    if found is None or node.id in found.origins:
        found = naming.owner(tracer, node.id, frame)
    if found is None:
        return naming.unbound(node.id, frame)
    if frame.donates:
        donation.read(tracer, node, frame)
    if tracer.traces and found is not frame:
        staleness.read_name(tracer, node, found, frame)
        tracer.watch.rebinding.read(tracer, node, found, frame)
        captures.read(tracer, node, found, frame)
    return found.names[node.id]


def _chain(tracer: "Tracer", node: ir.Expression, frame: Frame) -> Value:
    """Goes along `a.b(c)[d] + e` from its first name: a chain nests as deep as it is long."""
    links, first = [node], _FIRST[type(node)](node)
    while type(first) in _FIRST:
        links.append(first)
        first = _FIRST[type(first)](first)
    tracer.spend(len(links) - 1)
    donates = frame.donates
    frame.donates = donates and not _asks_for_metadata(links[-1])
    value = tracer.evaluate(first, frame)
    frame.donates = donates
    for link in reversed(links):
        value = frame.values[link.at] = _THEN[type(link)](tracer, link, value, frame)
    return value


def _asks_for_metadata(node: ir.Expression) -> bool:
    if not isinstance(node, ir.Attribute) or not isinstance(node.value, ir.Name):
        return False
    return node.name in donation.METADATA


def _attribute(tracer: "Tracer", node: ir.Attribute, owner: Value, frame: Frame) -> Value:
    if isinstance(owner, Library) and owner.name.startswith("jax"):
        tracer.unknown_name(f"{owner.name}.{node.name}", node, frame)
    if isinstance(owner, Array | Tree):
        demands.check_attribute(tracer, owner, node, frame)
    value = attributes.get(tracer, owner, node.name, node, frame)
    if tracer.traces:
        staleness.read_attribute(tracer, owner, node, value, frame)
    return value


def _slice(tracer: "Tracer", node: ir.Slice, frame: Frame) -> Value:
    bounds = [tracer.evaluate(b, frame) for b in (node.lower, node.upper, node.step) if b]
    return Sequence("tuple", bounds, UNKNOWN, frame.level, name="slice")


def _call(tracer: "Tracer", node: ir.Call, function: Value, frame: Frame) -> Value:
    donates, frame.donates = frame.donates, frame.donates and not _asks_no_values(function)
    arguments = evaluate_arguments(tracer, node, frame)
    frame.donates = donates
    return tracer.call(function, arguments, node, frame)


def _asks_no_values(function: Value) -> bool:
    return isinstance(function, Library) and function.name in donation.QUESTIONS


def evaluate_arguments(tracer: "Tracer", node: ir.Call, frame: Frame) -> Arguments:
    """Returns the arguments of a call, with the expression of each."""
    arguments = Arguments()
    for argument in _in_order(node.arguments):
        value = tracer.evaluate(argument.value, frame)
        place = frame.place(argument.value)
        match argument.stars:
            case 1:
                arguments.add_star(value, place)
            case 2:
                arguments.add_stars(value, place)
            case _ if argument.keyword:
                arguments.keywords[argument.keyword] = value
                arguments.places[argument.keyword] = place
            case _:
                arguments.add(value, place)
    return arguments


def _in_order(arguments: tuple[ir.Argument, ...]) -> Iterable[ir.Argument]:
    """Python evaluates `*more` before `name=value`, wherever it is written."""
    for each in arguments:
        if each.stars:
            return sorted(arguments, key=_is_named)
    return arguments


def _is_named(argument: ir.Argument) -> bool:
    return bool(argument.keyword) or argument.stars == 2


def _collection(tracer: "Tracer", node: ir.Collection, frame: Frame) -> Value:
    value = containers.collection(tracer, node, frame)
    if node.kind == "set" and tracer.traces:
        demands.check_hashed(tracer, node.items, "a set", node, frame)
    return flat(value)


def _dictionary(tracer: "Tracer", node: ir.Dict, frame: Frame) -> Value:
    value = containers.dictionary(tracer, node, frame)
    if tracer.traces:
        demands.check_hashed(tracer, node.keys, "a dict key", node, frame)
    return flat(value)


def _starred(tracer: "Tracer", node: ir.Starred, frame: Frame) -> Value:
    return tracer.evaluate(node.value, frame)


def _lambda(tracer: "Tracer", node: ir.Lambda, frame: Frame) -> Value:
    function = make_function(tracer, node.function, frame)
    tracer.met(function)
    return function


def _format(tracer: "Tracer", node: ir.Format, frame: Frame) -> Value:
    return text_of([tracer.evaluate(part, frame) for part in node.parts])


def _formatted(tracer: "Tracer", node: ir.Formatted, frame: Frame) -> Value:
    value = tracer.evaluate(node.value, frame)
    for part in node.spec:
        tracer.evaluate(part, frame)
    if node.spec and not node.conversion:
        tracer.emit(
            Convert, frame, node, by="a format spec", value=value, value_at=frame.place(node.value)
        )
    return text_of([value])


def _walrus(tracer: "Tracer", node: ir.Walrus, frame: Frame) -> Value:
    value = tracer.evaluate(node.value, frame)
    tracer.bind_name(node.target, value, node, frame.around)
    return value


def _yield(tracer: "Tracer", node: ir.Yield, frame: Frame) -> Value:
    if node.value is None:
        frame.yields_all = False
    else:
        value = tracer.evaluate(node.value, frame)
        items = containers.items_of(value) if node.delegates else [value]
        frame.yields_all &= items is not None and not (frame.branches or frame.loops)
        frame.yields += [containers.element(tracer, value)] if items is None else items
        if len(frame.yields) > WIDEST:
            frame.yields_all, frame.yields = False, [join_all(frame.yields)]
    return UNKNOWN


def _await(tracer: "Tracer", node: ir.Await, frame: Frame) -> Value:
    tracer.evaluate(node.value, frame)
    return UNKNOWN


def _ternary(tracer: "Tracer", node: ir.Ternary, frame: Frame) -> Value:
    decided = tracer.decide(node.test, "if-else", frame)
    if decided is not None:
        return tracer.evaluate(node.body if decided else node.orelse, frame)
    careful = asking.tells_of_tracing(node.test, frame)
    then = narrowing.narrowed(tracer, node.test, frame, holds=True)
    other = narrowing.narrowed(tracer, node.test, frame, holds=False)
    tracer.guards += careful
    value = branches.perhaps(tracer, node.body, then, frame)
    value = join(value, branches.perhaps(tracer, node.orelse, other, frame))
    tracer.guards -= careful
    return value


_FIRST: dict[type[ir.Node], Callable[[Any], ir.Expression]] = {
    ir.Attribute: attrgetter("value"),
    ir.Subscript: attrgetter("value"),
    ir.Call: attrgetter("function"),
    ir.Binary: attrgetter("left"),
}
_THEN: dict[type[ir.Node], Callable[["Tracer", Any, Value, Frame], Value]] = {
    ir.Attribute: _attribute,
    ir.Subscript: subscripts.get,
    ir.Call: _call,
    ir.Binary: operators.binary,
}
BY_NODE: dict[type[ir.Node], Callable[["Tracer", Any, Frame], Value]] = {
    ir.Constant: _constant,
    ir.Opaque: _opaque,
    ir.Name: _name,
    ir.Attribute: _chain,
    ir.Subscript: _chain,
    ir.Slice: _slice,
    ir.Call: _chain,
    ir.Unary: operators.unary,
    ir.Binary: _chain,
    ir.Compare: operators.compare,
    ir.Boolean: booleans.boolean,
    ir.Ternary: _ternary,
    ir.Collection: _collection,
    ir.Starred: _starred,
    ir.Dict: _dictionary,
    ir.Lambda: _lambda,
    ir.Comprehension: containers.comprehension,
    ir.Formatted: _formatted,
    ir.Format: _format,
    ir.Walrus: _walrus,
    ir.Yield: _yield,
    ir.Await: _await,
}

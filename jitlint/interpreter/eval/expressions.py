"""Expressions: what each is worth, with the events met on the way."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import captured_constants, donation, staleness
from jitlint.interpreter.analyses.rebinding import Rebinding
from jitlint.interpreter.avals.indexing import ELLIPSIS
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.depth_limit import flat
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, join, join_all, text_of
from jitlint.interpreter.domain.limits import CACHED_CONSTANTS, KNOWN_ITEMS
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Function,
    Instance,
    Library,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.eval import (
    assumptions,
    booleans,
    branches,
    choices,
    comprehensions,
    narrowing,
    operators,
    subscripts,
    tracer_tests,
)
from jitlint.interpreter.events import Convert
from jitlint.interpreter.libraries import requirements
from jitlint.interpreter.objects import attributes, containers, naming
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import CHOSEN, GUARDED


def make_function(machine: Machine, node: ir.Function, frame: Frame) -> Function:
    """Returns the function that a `def` or a lambda makes in a frame."""
    defaults = {
        parameter.name: machine.evaluate(parameter.default, frame)
        for parameter in node.parameters
        if parameter.default is not None
    }
    return Function(node, frame.module, frame, defaults, frame.place(node), frame.loops)


def _constant(machine: Machine, node: ir.Constant, frame: Frame) -> Value:
    return _known(type(node.value), node.value)


@lru_cache(maxsize=CACHED_CONSTANTS)
def _known(kind: type, value: bool | int | float | str | None) -> Static:
    """Keeps constants apart by type: `1`, `1.0` and `True` are equal."""
    return Static(value, known=True, type="None" if value is None else kind.__name__)


def _opaque(machine: Machine, node: ir.Opaque, frame: Frame) -> Value:
    if node.text == "...":
        return ELLIPSIS
    is_bytes = node.text.lower().startswith(("b'", 'b"', "rb", "br"))
    return Static(type="bytes" if is_bytes else "")


def _name(machine: Machine, node: ir.Name, frame: Frame) -> Value:
    names = frame.environment.names
    if node.id in names and not frame.donates and node.id not in frame.origins:
        return names[node.id]
    found = frame.find(node.id)
    if found is None or node.id in found.origins:
        found = naming.owner(machine, node.id, frame)
    if found is None:
        return naming.unbound(node.id, frame)
    if frame.donates:
        donation.read(machine, node, frame)
    value = found.environment.names[node.id]
    if machine.traces and found is not frame:
        if not isinstance(value, staleness.CALLABLE):
            staleness.read_name(machine, node, found, frame)
            machine.state_of(Rebinding).read(machine, node, found, frame)
        if found.environment.facts:
            captured_constants.read(machine, node, found, frame)
    return value


def _chain(machine: Machine, node: ir.Expression, frame: Frame) -> Value:
    """Goes along `a.b(c)[d] + e` from its first name: a chain nests as deep as it is long."""
    links, first = [node], _FIRST[type(node)](node)
    while type(first) in _FIRST:
        links.append(first)
        first = _FIRST[type(first)](first)
    if len(links) > 1:
        machine.spend(len(links) - 1)
    donates = frame.donates
    frame.donates = donates and not _asks_for_metadata(links)
    value = machine.evaluate(first, frame)
    frame.donates = donates
    for link in reversed(links):
        value = frame.values[link.at] = _THEN[type(link)](machine, link, value, frame)
    return value


def _asks_for_metadata(links: list[ir.Expression]) -> bool:
    """Says whether the first attribute of a chain, from its last link on, needs no buffer."""
    attribute = next((each for each in reversed(links) if not isinstance(each, ir.Subscript)), None)
    return isinstance(attribute, ir.Attribute) and donation.is_metadata(attribute)


def _attribute(machine: Machine, node: ir.Attribute, owner: Value, frame: Frame) -> Value:
    if type(owner) is Library and owner.name.startswith("jax"):
        machine.unknown_name(f"{owner.name}.{node.name}", node, frame)
    elif type(owner) is Array or type(owner) is Tree:
        requirements.check_attribute(machine, owner, node, frame)
    value = attributes.get(machine, owner, node.name, node, frame)
    if type(owner) is Instance and machine.traces:
        staleness.read_attribute(machine, owner, node, value, frame)
    return value


def _slice(machine: Machine, node: ir.Slice, frame: Frame) -> Value:
    written = (node.lower, node.upper, node.step)
    bounds = [machine.evaluate(each, frame) if each else NONE for each in written]
    return Sequence("tuple", bounds, UNKNOWN, frame.level, name="slice")


def _call(machine: Machine, node: ir.Call, function: Value, frame: Frame) -> Value:
    donates = frame.donates
    frame.donates = donates and not donation.asks_no_values(machine, function, node, frame)
    arguments = evaluate_arguments(machine, node, frame)
    frame.donates = donates
    result = machine.call(function, arguments, node, frame)
    if frame.environment.assumed:
        assumptions.end_of_handed(node, frame)
    return result


def evaluate_arguments(machine: Machine, node: ir.Call, frame: Frame) -> Arguments:
    """Returns the arguments of a call, with the expression of each."""
    arguments = Arguments()
    positional, path = arguments.positional, frame.path
    for argument in _in_order(node.arguments):
        value = machine.evaluate(argument.value, frame)
        place = Place(path, argument.value.at)
        match argument.stars:
            case 1:
                rows = isinstance(value, Array)
                arguments.add_star(containers.element(machine, value) if rows else value, place)
            case 2:
                arguments.add_stars(value, place)
            case _ if argument.keyword:
                arguments.keywords[argument.keyword] = value
                arguments.places[argument.keyword] = place
            case _ if arguments.rest is None:
                arguments.places[len(positional)] = place
                positional.append(value)
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


def _collection(machine: Machine, node: ir.Collection, frame: Frame) -> Value:
    value = containers.collection(machine, node, frame)
    if node.kind == "set" and machine.traces:
        requirements.check_hashed(machine, node.items, "a set", node, frame)
    return flat(value)


def _dictionary(machine: Machine, node: ir.Dict, frame: Frame) -> Value:
    value = containers.dictionary(machine, node, frame)
    if machine.traces:
        requirements.check_hashed(machine, node.keys, "a dict key", node, frame)
    return flat(value)


def _starred(machine: Machine, node: ir.Starred, frame: Frame) -> Value:
    return machine.evaluate(node.value, frame)


def _lambda(machine: Machine, node: ir.Lambda, frame: Frame) -> Value:
    function = make_function(machine, node.function, frame)
    machine.enqueue(function)
    return function


def _format(machine: Machine, node: ir.Format, frame: Frame) -> Value:
    return text_of([machine.evaluate(part, frame) for part in node.parts])


def _formatted(machine: Machine, node: ir.Formatted, frame: Frame) -> Value:
    value = machine.evaluate(node.value, frame)
    for part in node.spec:
        machine.evaluate(part, frame)
    if node.spec and not node.conversion:
        machine.emit(
            Convert, frame, node, by="a format spec", value=value, value_at=frame.place(node.value)
        )
    return text_of([value])


def _walrus(machine: Machine, node: ir.Walrus, frame: Frame) -> Value:
    value = machine.evaluate(node.value, frame)
    machine.bind_name(node.target, value, node, frame.around)
    return value


def _yield(machine: Machine, node: ir.Yield, frame: Frame) -> Value:
    if node.value is None:
        frame.yields_all = False
    else:
        value = machine.evaluate(node.value, frame)
        items = containers.items_of(value) if node.delegates else [value]
        frame.yields_all &= items is not None and not (frame.branches or frame.loops)
        frame.yields += [containers.element(machine, value)] if items is None else items
        if len(frame.yields) > KNOWN_ITEMS:
            frame.yields_all, frame.yields = False, [join_all(frame.yields)]
    return UNKNOWN


def _await(machine: Machine, node: ir.Await, frame: Frame) -> Value:
    machine.evaluate(node.value, frame)
    return UNKNOWN


def _ternary(machine: Machine, node: ir.Ternary, frame: Frame) -> Value:
    decided = machine.decide(node.test, "if-else", frame)
    if decided is not None:
        return machine.evaluate(node.body if decided else node.orelse, frame)
    careful = tracer_tests.asks_for_tracing(machine, node.test, frame)
    then = narrowing.narrowed(machine, node.test, frame, holds=True)
    other = narrowing.narrowed(machine, node.test, frame, holds=False)
    chosen = choices.by_unknown(machine, node.test, frame)
    with machine.within(GUARDED, careful), machine.within(CHOSEN, chosen):
        value = branches.perhaps(machine, node.body, then, frame)
        value = join(value, branches.perhaps(machine, node.orelse, other, frame))
    for name in narrowing.classified(frame.environment, then, other):
        frame.names[name] = join(then.names[name], other.names[name])
    return value


_FIRST: dict[type[ir.Node], Callable[[Any], ir.Expression]] = {
    ir.Attribute: attrgetter("value"),
    ir.Subscript: attrgetter("value"),
    ir.Call: attrgetter("function"),
    ir.Binary: attrgetter("left"),
}
_THEN: dict[type[ir.Node], Callable[[Machine, Any, Value, Frame], Value]] = {
    ir.Attribute: _attribute,
    ir.Subscript: subscripts.get,
    ir.Call: _call,
    ir.Binary: operators.binary,
}
BY_NODE: dict[type[ir.Node], Callable[[Machine, Any, Frame], Value]] = {
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
    ir.Comprehension: comprehensions.comprehension,
    ir.Formatted: _formatted,
    ir.Format: _format,
    ir.Walrus: _walrus,
    ir.Yield: _yield,
    ir.Await: _await,
}

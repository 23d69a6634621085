"""Functions that choose by the class of an argument: `functools.singledispatch` and its method.

Such a function is a partial call of `DISPATCH` over the function that is there for all classes, and
a list of pairs: a class, and the function that is registered for it.
"""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Class,
    Frame,
    Function,
    Library,
    Partial,
    Sequence,
    Transformed,
    Tree,
    Value,
)
from jitlint.interpreter.objects import naming
from jitlint.interpreter.objects.attributes import DISPATCH_METHOD, REGISTER
from jitlint.interpreter.objects.classification import is_a
from jitlint.interpreter.state.machine import Machine, Special

_OF_ANY = ("builtins.object", "collections.abc.", "typing.", "numbers.")


def maker(name: str) -> Special:
    """Returns what a decorator makes of a function: one that has nothing registered yet."""

    def make(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        match arguments.positional:
            case [Function() | Transformed() as function]:
                registered = Sequence("list", [], UNKNOWN, 0)
                return Partial(Library(name), (function, registered), ())
            case _:
                return UNKNOWN

    return make


def register(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `f.register(cls)`, `f.register(cls, function)`, `f.register(function)` do."""
    match arguments.positional:
        case [Partial(arguments=(_, Sequence() as registered)), Function() as function]:
            method = 1 if _is_method(arguments.positional[0]) else 0
            return _add(machine, registered, _annotated(machine, function, method), function)
        case [Partial(arguments=(_, Sequence() as registered)), cls, function]:
            return _add(machine, registered, cls, function)
        case [Partial(), Class() | Library()]:
            return Partial(Library(REGISTER), tuple(arguments.positional), ())
        case [Partial(arguments=(_, Sequence() as registered)), *_]:
            _add(machine, registered, UNKNOWN, UNKNOWN)
            return UNKNOWN
        case _:
            return UNKNOWN


def call(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what the function that fits the first argument returns, where one surely does."""
    match arguments.positional:
        case [function, Sequence() as registered, first, *_]:
            others = Arguments(
                arguments.positional[2:], arguments.keywords, arguments.rest, _moved(arguments)
            )
            chosen = _chosen(function, registered, first)
            return UNKNOWN if chosen is None else machine.call(chosen, others, node, frame)
        case _:
            return UNKNOWN


def call_method(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what the method returns that fits the first argument after the object."""
    match arguments.positional:
        case [function, Sequence() as registered, owner, first, *_]:
            others = Arguments(
                arguments.positional[3:], arguments.keywords, arguments.rest, _moved(arguments, 3)
            )
            chosen = _chosen(function, registered, first)
            return (
                UNKNOWN
                if chosen is None
                else machine.call(Bound(chosen, owner), others, node, frame)
            )
        case _:
            return UNKNOWN


def _is_method(made: Value) -> bool:
    return isinstance(made, Partial) and made.function == Library(DISPATCH_METHOD)


def _add(machine: Machine, registered: Sequence, cls: Value, function: Value) -> Value:
    machine.change(registered)
    pair = Sequence("tuple", [cls, function], UNKNOWN, 0)
    registered.items = [*(registered.items or ()), pair]
    return function


def _annotated(machine: Machine, function: Function, number: int) -> Value:
    """Returns the class that the annotation of a parameter names."""
    parameters = function.node.parameters[number:]
    written = parameters[0].annotation if parameters else None
    return UNKNOWN if written is None else naming.named(machine, written, function.frame)


def _chosen(function: Value, registered: Sequence, first: Value) -> Value | None:
    """Returns the function for a value; None where it is not known, or several are."""
    pairs = [each.items for each in registered.items or () if isinstance(each, Sequence)]
    answers = [(_fits(first, pair[0]), pair[1]) for pair in pairs if pair]
    fitting = [each for fits, each in answers if fits]
    if len(fitting) > 1 or any(fits is None for fits, _ in answers):
        return None
    return fitting[0] if fitting else function


def _fits(value: Value, cls: Value) -> bool | None:
    """Says whether a value's class is one or below it: that of a tracer is not `jax.Array`.

    An argument of unknown structure is taken for an array.
    """
    match value, cls:
        case (
            (
                Array(certain=True, kind="abstract" | "concrete")
                | Tree(kind="abstract" | "concrete")
            ),
            Library(name=name),
        ):
            return None if name.startswith(_OF_ANY) else name.endswith(".Tracer")
        case _:
            return is_a(value, cls)


def _moved(arguments: Arguments, count: int = 2) -> dict[int | str, Place]:
    """Returns the places of arguments without those of the first."""
    places = arguments.places.items()
    return {k - count if isinstance(k, int) else k: at for k, at in places if k not in range(count)}

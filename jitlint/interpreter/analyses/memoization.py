"""Memoised functions: what they make of a trace stays behind when the trace is over."""

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Function,
    Library,
    Partial,
    Traced,
    Tree,
    Value,
)
from jitlint.interpreter.events import Hash
from jitlint.interpreter.events.misuse import Memo
from jitlint.interpreter.state.machine import Machine

DECORATORS = frozenset({"functools.cache", "functools.lru_cache"})
PROPERTY = "functools.cached_property"


def memoise(name: str, arguments: Arguments) -> Value:
    """Returns what `functools.cache` and `functools.lru_cache(…)` make of a function."""
    match arguments.positional:
        case [Function() as function]:
            return replace(function, memoised=name)
        case [Array() | Tree() | Library() | Partial(), *_]:
            return UNKNOWN
        case _:
            return Partial(Library(name), (), ())


def memoise_property(arguments: Arguments) -> Arguments:
    """Returns the arguments of `functools.cached_property`, its function marked as memoised."""
    match arguments.positional:
        case [Function() as function]:
            return Arguments([replace(function, memoised=PROPERTY)])
        case _:
            return arguments


def check_arguments(
    machine: Machine, function: Function, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event for arguments that a memoised function cannot hash."""
    named: list[tuple[int | str, Value]] = [
        *enumerate(arguments.positional),
        *arguments.keywords.items(),
    ]
    for name, value in named:
        if any(_is_tracer(part) for part in parts(value)):
            at = arguments.places.get(name) or frame.place(node)
            by = f"`{function.node.name}()`"
            machine.emit(Hash, frame, node, by=by, value=value, value_at=at)
            return


def check_result(machine: Machine, result: Value, node: ir.Expression, frame: Frame) -> None:
    """Emits an event where a memoised function keeps an array of the trace."""
    function = frame.function
    if not machine.staging or function is None or id(function) in machine.warmed:
        return
    given = any(_is_tracer(part) for value in frame.given.values() for part in parts(value))
    if not given and any(_is_tracer(part) for part in parts(result)):
        told = {"function": function.name, "by": frame.memoised, "value": result}
        machine.emit(Memo, frame, node, **told)


def _is_tracer(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)

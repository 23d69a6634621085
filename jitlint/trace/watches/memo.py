"""Memoised functions: what they make of a trace stays behind when the trace is over."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jitlint.read import ir
from jitlint.trace.events import Hash
from jitlint.trace.events.misuse import Memo
from jitlint.trace.frames import Frame
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.values import Array, Function, Library, Partial, Traced, Tree, Value
from jitlint.trace.values.lattice import UNKNOWN, parts

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

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
    tracer: "Tracer", function: Function, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Tells of arguments that a memoised function cannot hash."""
    named: list[tuple[int | str, Value]] = [
        *enumerate(arguments.positional),
        *arguments.keywords.items(),
    ]
    for name, value in named:
        if any(_is_tracer(part) for part in parts(value)):
            at = arguments.places.get(name) or frame.place(node)
            by = f"`{function.node.name}()`"
            tracer.emit(Hash, frame, node, by=by, value=value, value_at=at)
            return


def check_result(tracer: "Tracer", result: Value, node: ir.Expression, frame: Frame) -> None:
    """Tells that a memoised function keeps an array of the trace."""
    function = frame.function
    if not tracer.staging or function is None or id(function) in tracer.warmed:
        return
    given = any(_is_tracer(part) for value in frame.given.values() for part in parts(value))
    if not given and any(_is_tracer(part) for part in parts(result)):
        told = {"function": function.name, "by": frame.memoised, "value": result}
        tracer.emit(Memo, frame, node, **told)


def _is_tracer(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)

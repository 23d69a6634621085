"""Memoised functions: what they make of a trace stays behind when the trace is over."""

from dataclasses import replace
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.arguments import Arguments
from jitlint.trace.events import Hash
from jitlint.trace.frames import Frame
from jitlint.trace.lattice import UNKNOWN, parts
from jitlint.trace.misuse import Memo
from jitlint.trace.values import Array, Function, Library, Partial, Traced, Tree, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

DECORATORS = frozenset({"functools.cache", "functools.lru_cache"})


def memoise(name: str, arguments: Arguments) -> Value:
    """Returns what `functools.cache` and `functools.lru_cache(…)` make of a function."""
    match arguments.positional:
        case [Function() as function]:
            return replace(function, memoised=name)
        case [Array() | Tree() | Library() | Partial(), *_]:
            return UNKNOWN
        case _:
            return Partial(Library(name), (), ())


def check_arguments(
    tracer: "Tracer", function: Function, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Tells of arguments that a memoised function cannot hash."""
    for number, value in enumerate(arguments.positional):
        if any(_is_tracer(part) for part in parts(value)):
            at = arguments.places.get(number) or frame.place(node)
            by = f"`{function.node.name}()`"
            tracer.emit(Hash, frame, node, by=by, value=value, value_at=at)
            return


def check_result(tracer: "Tracer", function: Function, result: Value, frame: Frame) -> None:
    """Tells that a memoised function keeps an array of the trace."""
    if tracer.staging and any(_is_tracer(part) for part in parts(result)):
        tracer.emit_at(
            Memo,
            frame,
            function.at,
            function=function.node.name,
            by=function.memoised,
            value=result,
        )


def _is_tracer(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)

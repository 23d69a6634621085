"""What a library demands of an argument: to be static, or to come with a size."""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.models.words import ModelParameter
from jitlint.trace.events import Compare, StaticParameter, UnknownSize
from jitlint.trace.lattice import parts
from jitlint.trace.misuse import DebugFormat
from jitlint.trace.values import Static, Traced, Tree, Value

if TYPE_CHECKING:
    from jitlint.trace.library import LibraryCall
    from jitlint.trace.tracer import Tracer

_PYTHON = ("builtins.", "numpy.", "math.", "cmath.")
COMPARES = frozenset({"numpy.array_equal", "numpy.array_equiv"})


def check(
    tracer: "Tracer", made: "LibraryCall", parameter: ModelParameter, value: Value, place: Place
) -> None:
    """Tells where an argument that must be static, or sized, is traced."""
    traced = next((part for part in parts(value) if _is_abstract(part)), None)
    if traced is None or made.model.name.startswith(_PYTHON):
        return
    if parameter.word.name == "Static":
        tracer.emit(
            StaticParameter,
            made.frame,
            made.node,
            function=made.model.name,
            parameter=parameter.name,
            value=traced,
            value_at=place,
        )
        return
    sizes = tuple(word.name for word in parameter.word.inside)
    if not any(_is_given(made.values.get(size)) for size in sizes):
        tracer.emit(
            UnknownSize,
            made.frame,
            made.node,
            function=made.model.name,
            sizes=sizes,
            value=traced,
            value_at=place,
        )


def check_call(tracer: "Tracer", made: "LibraryCall") -> None:
    """Tells of calls that are wrong as a whole, by their names."""
    name = made.model.name
    if name in COMPARES:
        values = tuple(made.arguments.positional)
        tracer.emit(Compare, made.frame, made.node, function=name, values=values)
    elif name == "jax.debug.print" and made.arguments.positional:
        text = made.arguments.positional[0]
        if isinstance(text, Static) and text.shows:
            tracer.emit(DebugFormat, made.frame, made.node, value=text.shows)


def _is_abstract(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)


def _is_given(value: Value | None) -> bool:
    return value is not None and not (isinstance(value, Static) and value.value is None)

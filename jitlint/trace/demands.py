"""What a library demands of an argument: to be static, or to come with a size."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.models.words import Model, ModelParameter
from jitlint.read import ir
from jitlint.trace.arguments import Arguments
from jitlint.trace.events import (
    ArrayAttribute,
    Compare,
    Hash,
    NumpyCall,
    StaticParameter,
    TypeTest,
    UnknownSize,
)
from jitlint.trace.frames import Frame
from jitlint.trace.lattice import parts
from jitlint.trace.misuse import DebugFormat
from jitlint.trace.values import Array, Class, Library, Sequence, Static, Traced, Tree, Value

if TYPE_CHECKING:
    from jitlint.trace.library_call import LibraryCall
    from jitlint.trace.tracer import Tracer

_PYTHON = ("builtins.", "numpy.", "math.", "cmath.")
ABSENT_IN_TRACERS = frozenset("block_until_ready sharding device devices is_ready".split())
_ASKS = {
    "builtins.hash": "hash()",
    "builtins.isinstance": "isinstance()",
    "builtins.type": "type()",
    "numpy.isscalar": "np.isscalar()",
}
_UFUNC_METHODS = frozenset("reduce accumulate reduceat outer at".split())
_NDARRAY_METHODS = frozenset("dot clip take searchsorted repeat choose compress".split())
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


def check_attribute(tracer: "Tracer", owner: Traced, node: ir.Attribute, frame: Frame) -> None:
    """Tells of an attribute that arrays have and tracers have not."""
    if node.name in ABSENT_IN_TRACERS and owner.kind in ("abstract", "concrete"):
        at = frame.place(node.value)
        tracer.emit(ArrayAttribute, frame, node, name=node.name, value=owner, value_at=at)


def check_python(
    tracer: "Tracer", name: str, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Tells of Python's own questions about a value: its class, its hash."""
    if name not in _ASKS or not arguments.positional:
        return
    value, *others = arguments.positional
    if not any(_is_abstract(part) for part in parts(value)):
        return
    at = arguments.places.get(0) or frame.place(node)
    if name == "builtins.hash":
        tracer.emit(Hash, frame, node, by="hash()", value=value, value_at=at)
    elif isinstance(value, Array | Tree):
        classes = tuple(n for other in others for n in _class_names(other))
        told = {"by": _ASKS[name], "value": value, "value_at": at, "classes": classes}
        tracer.emit(TypeTest, frame, node, **told)


def is_numpy_method(tracer: "Tracer", name: str) -> bool:
    """Says whether a name is a method of an ndarray or of a ufunc: `numpy.add.reduce`."""
    owner, _, method = name.rpartition(".")
    if owner == "numpy.ndarray":
        return True
    is_ufunc = method in _UFUNC_METHODS and owner.startswith("numpy.")
    return is_ufunc and isinstance(tracer.models.find(owner), Model)


def check_numpy_method(
    tracer: "Tracer", name: str, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Tells of traced arguments that a method of NumPy converts."""
    if name.rpartition(".")[2] not in _UFUNC_METHODS | _NDARRAY_METHODS:
        return
    traced = [
        (part, arguments.places.get(number) or frame.place(node))
        for number, value in enumerate(arguments.positional)
        for part in parts(value)
    ]
    if traced:
        tracer.emit(NumpyCall, frame, node, function=name, concrete=tuple(traced))


def _class_names(cls: Value) -> Iterator[str]:
    match cls:
        case Library(name=name):
            yield name
        case Class(node=node):
            yield node.qualname
        case Sequence(items=list() as items):
            for item in items:
                yield from _class_names(item)
        case _:
            yield "?"


def _is_abstract(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)


def _is_given(value: Value | None) -> bool:
    return value is not None and not (isinstance(value, Static) and value.value is None)

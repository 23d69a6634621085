"""SciPy, which converts what it is given to ndarrays, as NumPy does."""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.events import NumpyCall
from jitlint.trace.frames import Frame
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.values import Array, Library, Tree, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

MODULES = tuple(
    f"scipy.{name}." for name in "special linalg fft ndimage signal spatial stats".split()
)


def check_scipy(
    tracer: "Tracer", callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Tells that a function of SciPy is given arrays, which it converts."""
    if not callee.name.startswith(MODULES) or callee.self is not None:
        return
    given: list[tuple[int | str, Value]] = [*enumerate(arguments.positional)]
    given += arguments.keywords.items()
    concrete: list[tuple[Value, Place]] = [
        (value, arguments.places.get(key) or frame.place(node))
        for key, value in given
        if isinstance(value, Array | Tree)
    ]
    if concrete:
        told = {"function": callee.name, "concrete": tuple(concrete)}
        tracer.emit(NumpyCall, frame, node, **told)

"""SciPy, which converts what it is given to ndarrays, as NumPy does."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Array, Frame, Library, Tree, Value
from jitlint.interpreter.events import NumpyCall
from jitlint.interpreter.state.machine import Machine

MODULES = tuple(
    f"scipy.{name}." for name in "special linalg fft ndimage signal spatial stats".split()
)


def check_scipy(
    machine: Machine, callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event where a function of SciPy is given arrays, which it converts."""
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
        fields = {"function": callee.name, "concrete": tuple(concrete)}
        machine.emit(NumpyCall, frame, node, **fields)

"""SciPy, which converts what it is given to ndarrays, as NumPy does."""

from collections.abc import Iterator

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Array, Frame, Library, Tree, Value
from jitlint.interpreter.events import NumpyCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk_all

MODULES = tuple(
    f"scipy.{name}." for name in "special linalg fft ndimage signal spatial stats".split()
)

_SWITCH = "SCIPY_ARRAY_API"  # of the environment: with it SciPy computes by the array's own library


def check_scipy(
    machine: Machine, callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event where a function of SciPy is given arrays, which it converts."""
    if not callee.name.startswith(MODULES) or callee.self is not None:
        return
    if _takes_other_arrays(machine, frame.module):
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


def _takes_other_arrays(machine: Machine, module: str) -> bool:
    """Says whether a module, or a package around it, names the switch that SciPy asks for."""
    for name in _around(module):
        facts = machine.program.facts(name)
        if facts is not None:
            machine.provenance.look(name, -1)
            if machine.state_of(Questions).ask(_names_switch, facts.body):
                return True
    return False


def _around(module: str) -> Iterator[str]:
    while module:
        yield module
        module = module.rpartition(".")[0]


def _names_switch(body: tuple[ir.Statement, ...]) -> bool:
    return any(isinstance(each, ir.Constant) and each.value == _SWITCH for each in walk_all(body))

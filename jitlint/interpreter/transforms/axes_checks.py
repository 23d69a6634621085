"""Axes of `vmap`: one for each argument, or of the structure of its upper containers."""

from collections.abc import Iterable

from jitlint.frontend import ir
from jitlint.interpreter.avals.reading import number
from jitlint.interpreter.avals.structure import unfit_prefix
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Array, Frame, Sequence, Static, Transformed, Value
from jitlint.interpreter.events.misuse import UnfitAxes
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.transforms.types_across import size_along

_NUMBERS = ("int", "float", "bool", "complex")
_ZERO = Static(0, known=True, type="int")


def check_axes(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event where the axes of a `vmap` surely do not fit the arguments of a call."""
    if wrapper.model.name != "jax.vmap" or arguments.rest is not None:
        return
    if not isinstance(node, ir.Call) or _may_be_empty(node, arguments):
        return
    if problem := _problem(wrapper.options.get("in_axes", _ZERO), arguments.positional):
        names = {"wrapper": wrapper.model.name, "function": target.name}
        machine.emit(UnfitAxes, frame, node, **names, problem=problem)


def _may_be_empty(node: ir.Call, arguments: Arguments) -> bool:
    """Says whether `*args` gives nothing: those of a function that nobody is seen to call."""
    return not arguments.positional and any(each.stars == 1 for each in node.arguments)


def _problem(axes: Value, given: list[Value]) -> str:
    match axes:
        case Sequence(kind="tuple" | "list", items=list() as each):
            pass
        case Static(known=True):
            each = [axes] * len(given)
        case _:
            return ""
    if len(each) != len(given):
        return f"`in_axes` has {len(each)} axes for {len(given)} positional arguments"
    found = (
        _of_one(n, axis, value) for n, (axis, value) in enumerate(zip(each, given, strict=True))
    )
    return next((problem for problem in found if problem), "") or _of_sizes(each, given)


def _of_sizes(axes: Iterable[Value], given: list[Value]) -> str:
    """Says which two arguments are surely mapped over axes of different sizes."""
    first: tuple[int, int] | None = None
    for position, (axis, value) in enumerate(zip(axes, given, strict=True)):
        sure = value if isinstance(value, Array) and value.certain else None
        size = size_along(sure.aval, number(axis)) if sure else None
        if size is not None and first and size != first[1]:
            sizes = f"{first[1]} of argument {first[0]} and {size} of argument {position}"
            return f"it is mapped over axes of different sizes, {sizes}"
        first = first or (None if size is None else (position, size))
    return ""


def _of_one(number: int, axis: Value, value: Value) -> str:
    unfit = unfit_prefix(axis, value)
    if unfit:
        where = f"`in_axes[{number}]{unfit.path}`"
        return f"{where} is {unfit.before}, but the argument is {unfit.after} there"
    is_mapped = isinstance(axis, Static) and axis.known and isinstance(axis.value, int)
    if is_mapped and isinstance(value, Static) and value.type in _NUMBERS:
        return f"argument {number} is a number, which has no axis to map"
    return ""

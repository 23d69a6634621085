"""Types across the border of a trace: `vmap` takes an axis away and gives it back, `jit` none."""

from jitlint.interpreter.avals.reading import aval_of, number
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.aval import Aval, known
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import Kind, Origin, Transformed, Value
from jitlint.interpreter.transforms import converted
from jitlint.interpreter.transforms.enter_exit import Retype, forgotten, going_in, kept

KEEPING = frozenset(
    {
        *("jax.jit", "jax.checkpoint", "jax.grad", "jax.value_and_grad"),
        *("jax.jacfwd", "jax.jacrev", "jax.hessian"),
        *("equinox.filter_jit", "equinox.filter_grad", "equinox.filter_value_and_grad"),
    }
)


def inside(transform: str, axis: int | None) -> Retype:
    """Returns what becomes of avals on the way in, where an argument is mapped over an axis."""
    if transform in KEEPING:
        return kept
    if transform != "jax.vmap":
        return forgotten
    return lambda aval: without_axis(aval, axis)


def entering(
    kind: Kind,
    source: Origin,
    level: int,
    arrays: bool,
    transform: str,
    value: Value,
    axis: int | None,
) -> Value:
    """Returns an argument as the function sees it that a transformation traces."""
    return going_in(value, kind, source, level, arrays, inside(transform, axis))


def out(wrapper: Transformed, arguments: Arguments) -> Retype:
    """Returns what becomes of avals on the way out of a call of a wrapper."""
    if wrapper.model.name in KEEPING:
        return kept
    if wrapper.model.name != "jax.vmap" or not _comes_first(wrapper.options.get("out_axes")):
        return forgotten
    size = mapped_size(wrapper, arguments)
    return lambda aval: stacked(aval, size)


def without_axis(aval: Aval, axis: int | None) -> Aval:
    """Returns the aval of a part of an array along an axis."""
    shape = aval.shape
    if shape is None or axis is None or not -len(shape) <= axis < len(shape):
        return known(None, aval.dtype, aval.weak)
    axis %= len(shape)
    return known((*shape[:axis], *shape[axis + 1 :]), aval.dtype, aval.weak)


def stacked(aval: Aval, size: int | None) -> Aval:
    """Returns the aval of several such arrays in one, along a new first axis."""
    shape = None if aval.shape is None else (size, *aval.shape)
    return known(shape, aval.dtype, aval.weak)


def size_along(aval: Aval, axis: int | None) -> int | None:
    """Returns the size of an axis, None where it is not known or there is no such axis."""
    if aval.shape is None or axis is None or not -len(aval.shape) <= axis < len(aval.shape):
        return None
    return aval.shape[axis]


def mapped_size(wrapper: Transformed, arguments: Arguments) -> int | None:
    """Returns how often `vmap` maps, None where it is not known."""
    for position, value in enumerate(arguments.positional):
        axis = number(converted.axis(wrapper, position))
        found = (size_along(aval_of(part), axis) for part in parts(value))
        size = next((each for each in found if each is not None), None)
        if size is not None:
            return size
    return None


def _comes_first(axes: Value | None) -> bool:
    return axes is None or number(axes) == 0

"""Types across the border of a trace: `vmap` takes an axis away and gives it back, `jit` none."""

from collections.abc import Iterator

from jitlint.interpreter.avals.reading import aval_of, number
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.aval import Aval, known
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import Kind, Origin, Sequence, Static, Transformed, Value
from jitlint.interpreter.transforms.enter_exit import Retype, forgotten, going_in, kept
from jitlint.interpreter.transforms.vmap_axes import is_none

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


def mapped_size(wrapper: Transformed, arguments: Arguments) -> int | None:
    """Returns how often `vmap` maps, None where it is not known."""
    return next((size for _, size in sizes(wrapper, arguments)), None)


def sizes(wrapper: Transformed, arguments: Arguments) -> Iterator[tuple[int, int]]:
    """Yields the positions of arguments with the sizes of the axes that `vmap` maps of them."""
    axes = wrapper.options.get("in_axes", Static(0, known=True, type="int"))
    for position, value in enumerate(arguments.positional):
        axis = axes
        if isinstance(axes, Sequence):
            axis = axes.items[position] if axes.items and position < len(axes.items) else None
        if axis is None or is_none(axis):
            continue
        place = number(axis)
        for part in parts(value):
            shape = aval_of(part).shape
            if place is not None and shape and -len(shape) <= place < len(shape):
                size = shape[place]
                if size is not None:
                    yield position, size


def _comes_first(axes: Value | None) -> bool:
    return axes is None or number(axes) == 0

"""Functions that move elements about: reshape, transpose, concatenate, stack and their like."""

from math import prod

from jitlint.interpreter.avals.promotion import promoted
from jitlint.interpreter.avals.reading import (
    Rule,
    UnsureError,
    aval_of,
    axes,
    dtype,
    is_given,
    number,
    numbers,
)
from jitlint.interpreter.avals.reduction import flattened
from jitlint.interpreter.domain.aval import (
    Aval,
    Dimensions,
    join_shapes,
    known,
)
from jitlint.interpreter.domain.values import Sequence, Static, Value

_FIRST = Static(0, known=True, type="int")


def reshaped(shape: Dimensions | None, wanted: Dimensions) -> Dimensions:
    """Returns the shape that `reshape` makes, with what stands for -1 where it can be known."""
    if wanted.count(-1) != 1:
        return tuple([None if size == -1 else size for size in wanted])
    others = [size for size in wanted if size != -1]
    if shape is None or None in shape or None in others or 0 in others:
        return tuple([None if size == -1 else size for size in wanted])
    rest = prod(s for s in shape if s is not None) // prod(s for s in others if s is not None)
    return tuple([rest if size == -1 else size for size in wanted])


def wanted_shape(options: dict[str, Value]) -> Dimensions:
    """Returns the shape that a call of `reshape` asks for.

    Raises UnsureError where its rank is not known.
    """
    match options:
        case {"args": Sequence(items=[one])} | {"shape": one}:
            return numbers(one)
        case {"args": Sequence(items=list() as items)}:
            return tuple([number(item) for item in items])
        case _:
            raise UnsureError


def joined(values: list[Value], axis: int) -> Dimensions | None:
    """Returns the shape of arrays one after another, None where it is not known."""
    shapes = [aval_of(value).shape for value in values]
    found = [shape for shape in shapes if shape is not None]
    if len(found) < len(shapes) or len({*map(len, found)}) != 1:
        return None
    if not -len(found[0]) <= axis < len(found[0]):
        return None
    axis %= len(found[0])
    made: list[int | None] = []
    for number_, sizes in enumerate(zip(*found, strict=True)):
        sure = {size for size in sizes if size is not None}
        if number_ == axis:
            made.append(sum(size or 0 for size in sizes) if None not in sizes else None)
        elif len(sure) > 1:
            return None
        else:
            made.append(next(iter(sure), None))
    return tuple(made)


def _with_shape(aval: Aval, shape: Dimensions | None) -> Aval:
    return known(shape, aval.dtype, aval.weak)


def _shape_of(value: Value) -> Dimensions:
    shape = aval_of(value).shape
    if shape is None:
        raise UnsureError
    return shape


def _reshaped(values: list[Value], options: dict[str, Value]) -> Aval:
    given = aval_of(values[0])
    try:
        return _with_shape(given, reshaped(given.shape, wanted_shape(options)))
    except UnsureError:
        return _with_shape(given, None)


def _flattened(values: list[Value], options: dict[str, Value]) -> Aval:
    given = aval_of(values[0])
    return _with_shape(given, flattened(given.shape))


def _transposed(values: list[Value], options: dict[str, Value]) -> Aval:
    given = aval_of(values[0])
    match options:
        case {"args": Sequence(items=[])}:
            order = None
        case {"args": Sequence(items=[Sequence() as one])} | {"args": one}:
            order = one
        case {"axes": one} | {"permutation": one} if is_given(one):
            order = one
        case _:
            order = None
    if given.shape is None:
        return _with_shape(given, None)
    if order is None:
        return _with_shape(given, given.shape[::-1])
    places = axes(order, len(given.shape))
    if len(places) != len(given.shape):
        raise UnsureError
    return _with_shape(given, tuple([given.shape[place] for place in places]))


def _swapped(values: list[Value], options: dict[str, Value]) -> Aval:
    given, shape = aval_of(values[0]), [*_shape_of(values[0])]
    [one] = axes(options["axis1"], len(shape))
    [other] = axes(options["axis2"], len(shape))
    shape[one], shape[other] = shape[other], shape[one]
    return _with_shape(given, tuple(shape))


def _expanded(values: list[Value], options: dict[str, Value]) -> Aval:
    given, shape = aval_of(values[0]), _shape_of(values[0])
    wanted = options["axis"] if "axis" in options else options["dimensions"]
    new = axes(wanted, len(shape) + len(numbers(wanted)))
    left = iter(shape)
    total = len(shape) + len(new)
    return _with_shape(given, tuple([1 if n in new else next(left) for n in range(total)]))


def _squeezed(values: list[Value], options: dict[str, Value]) -> Aval:
    given, shape = aval_of(values[0]), _shape_of(values[0])
    wanted = options.get("axis", options.get("dimensions"))
    if wanted is None or not is_given(wanted):
        if None in shape:
            raise UnsureError
        return _with_shape(given, tuple([size for size in shape if size != 1]))
    gone = axes(wanted, len(shape))
    return _with_shape(given, tuple([s for n, s in enumerate(shape) if n not in gone]))


def _asked(aval: Aval, options: dict[str, Value]) -> Aval:
    if not is_given(options.get("dtype")):
        return aval
    name = dtype(options["dtype"], "")
    return known(aval.shape, name, False if name else None)


def listed(value: Value) -> list[Value]:
    """Returns the arrays that a list or tuple holds, to be joined or stacked.

    Raises UnsureError where they are not known.
    """
    if isinstance(value, Sequence) and value.items and value.kind != "set":
        return value.items
    raise UnsureError


def axis_option(options: dict[str, Value]) -> int:
    """Returns the axis along which arrays are joined.

    Raises UnsureError where it is not known.
    """
    axis = number(options.get("axis", options.get("dimension", _FIRST)))
    if axis is None:
        raise UnsureError
    return axis


def _concatenated(values: list[Value], options: dict[str, Value]) -> Aval:
    items = listed(values[0])
    made = _asked(promoted([aval_of(item) for item in items]), options)
    return _with_shape(made, joined(items, axis_option(options)))


def _stacked(values: list[Value], options: dict[str, Value]) -> Aval:
    items = listed(values[0])
    avals = [aval_of(item) for item in items]
    made, shape = _asked(promoted(avals), options), avals[0].shape
    for each in avals[1:]:
        shape = join_shapes(shape, each.shape)
    axis = axis_option(options)
    if shape is None or not -len(shape) - 1 <= axis <= len(shape):
        return _with_shape(made, None)
    axis %= len(shape) + 1
    return _with_shape(made, (*shape[:axis], len(items), *shape[axis:]))


def _outer(values: list[Value], options: dict[str, Value]) -> Aval:
    avals = [aval_of(value) for value in values]
    shapes = [flattened(each.shape) for each in avals]
    return _with_shape(promoted(avals), tuple([size for shape in shapes for size in shape]))


RULES: dict[str, Rule] = {
    "Reshaped": _reshaped,
    "Flattened": _flattened,
    "Transposed": _transposed,
    "Swapped": _swapped,
    "Expanded": _expanded,
    "Squeezed": _squeezed,
    "Concatenated": _concatenated,
    "Stacked": _stacked,
    "Outer": _outer,
}

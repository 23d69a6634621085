"""Shapes that cannot be combined: which operands a function surely refuses, by JAX's own rules.

Each function returns in words what cannot be done, or nothing where that is not sure.
"""

from collections.abc import Callable, Sequence
from math import prod

from jitlint.interpreter.avals import einsum, table
from jitlint.interpreter.avals.matmul import cannot_multiply
from jitlint.interpreter.avals.promotion import broadcast
from jitlint.interpreter.avals.reading import UnsureError, aval_of
from jitlint.interpreter.avals.reshaping import axis_option, listed, wanted_shape
from jitlint.interpreter.domain.aval import Aval, Dimensions, written
from jitlint.interpreter.domain.values import Array, Static, Value

Check = Callable[[dict[str, Value], tuple[str, ...]], str]
_MATRICES = 2


def in_call(name: str, values: dict[str, Value], owner: Value | None) -> str:
    """Returns what a call of a function cannot do with its arguments, by its dotted name."""
    check = _CHECKS.get(name)
    word, parameters = table.entries().get(name, ("", ()))
    if check is None and word in BROADCASTING and len(parameters) > 1:
        check = _broadcast
    if check is None:
        return ""
    try:
        return check(values if owner is None else {"self": owner, **values}, parameters)
    except UnsureError:
        return ""


def in_operator(sign: str, left: Value, right: Value) -> str:
    """Returns what an operator cannot do with two arrays."""
    if not (_is_sure(left) and _is_sure(right)):
        return ""
    return _multiplied(left, right) if sign == "@" else _combined([left, right])


def in_update(region: Aval, value: Value) -> str:
    """Returns what `.at[…].set(value)` cannot do with the region that its index takes.

    An update of nothing takes anything.
    """
    aval = aval_of(value)
    is_empty = region.shape is not None and 0 in region.shape
    if not _is_sure(value) or is_empty or not cannot_fill(aval.shape, region.shape):
        return ""
    return f"put {_types([aval])} where there is {_types([region])}"


def cannot_fill(shape: Dimensions | None, wanted: Dimensions | None) -> bool:
    """Says whether an array surely cannot be broadcast to a shape."""
    if shape is None or wanted is None:
        return False
    if len(shape) > len(wanted):
        return True
    pairs = zip(reversed(shape), reversed(wanted), strict=False)
    return any(None not in (a, b) and a not in (1, b) for a, b in pairs)


def _is_sure(value: Value) -> bool:
    return not isinstance(value, Array) or value.certain


def _sure(values: dict[str, Value], names: Sequence[str]) -> list[Value]:
    found = [values[name] for name in names if name in values]
    if not all(map(_is_sure, found)):
        raise UnsureError
    return found


def _types(avals: Sequence[Aval]) -> str:
    shown = [f"`{written(each)}`" for each in avals]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _broadcast(values: dict[str, Value], names: tuple[str, ...]) -> str:
    return _combined(_sure(values, names))


def _combined(operands: list[Value]) -> str:
    avals = [aval_of(each) for each in operands]
    known = [each for each in avals if each.shape is not None]
    unfit = broadcast([each.shape for each in known])[1]
    return f"broadcast {_types(known)}" if unfit else ""


def _products(values: dict[str, Value], names: tuple[str, ...]) -> str:
    match _sure(values, names):
        case [left, right]:
            return _multiplied(left, right)
        case _:
            return ""


def _dots(values: dict[str, Value], names: tuple[str, ...]) -> str:
    """`dot` multiplies by numbers, too, and arrays of more dimensions than two in its own way."""
    shapes = [aval_of(each).shape for each in _sure(values, names)]
    plain = all(shape and len(shape) <= _MATRICES for shape in shapes)
    return _products(values, names) if plain else ""


def _multiplied(left: Value, right: Value) -> str:
    avals = [aval_of(left), aval_of(right)]
    unfit = cannot_multiply(avals[0].shape, avals[1].shape)
    return f"multiply {_types(avals)} as matrices" if unfit else ""


def _joined(values: dict[str, Value], names: tuple[str, ...]) -> str:
    items, axis = listed(values[names[0]]), axis_option(values)
    avals = [aval_of(each) for each in items if _is_sure(each)]
    known = [each for each in avals if each.shape is not None]
    for each in known:
        if each.shape == ():
            return f"join {_types([each])}, which has no axis, to another array"
        pair = (known[0], each)
        if _cannot_join(known[0].shape or (), each.shape or (), axis):
            return f"join {_types(pair)} along axis {axis}"
    return ""


def _cannot_join(left: Dimensions, right: Dimensions, axis: int) -> bool:
    if len(left) != len(right):
        return True
    if not -len(left) <= axis < len(left):
        return False
    axis %= len(left)
    pairs = zip(left[:axis] + left[axis + 1 :], right[:axis] + right[axis + 1 :], strict=True)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _stacked(values: dict[str, Value], names: tuple[str, ...]) -> str:
    avals = [aval_of(each) for each in listed(values[names[0]]) if _is_sure(each)]
    known = [each for each in avals if each.shape is not None]
    for each in known:
        first, shape = known[0].shape or (), each.shape or ()
        pairs = zip(first, shape, strict=False)
        if len(first) != len(shape) or any(
            None not in pair and pair[0] != pair[1] for pair in pairs
        ):
            return f"stack {_types((known[0], each))}"
    return ""


def _reshaped(values: dict[str, Value], names: tuple[str, ...]) -> str:
    [given], wanted = _sure(values, names), wanted_shape(values)
    shape = aval_of(given).shape
    if shape is None or None in shape or None in wanted:
        return ""
    size, others = prod(s or 0 for s in shape), prod(s or 0 for s in wanted if s != -1)
    free = wanted.count(-1)
    fits = others != 0 and size % others == 0 if free else size == others
    if fits or free > 1:
        return ""
    return f"give {_types([aval_of(given)])} the shape `{_tuple(wanted)}`"


def _filled(values: dict[str, Value], names: tuple[str, ...]) -> str:
    [given], wanted = _sure(values, names), wanted_shape(values)
    if not cannot_fill(aval_of(given).shape, wanted):
        return ""
    return f"broadcast {_types([aval_of(given)])} to the shape `{_tuple(wanted)}`"


def _tuple(shape: Dimensions) -> str:
    sizes = ["?" if size is None else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def _summed(values: dict[str, Value], names: tuple[str, ...]) -> str:
    labels, operands = einsum.read(values)
    avals = [aval_of(each) for each in operands if _is_sure(each)]
    if len(avals) != len(operands):
        return ""
    problem = einsum.disagreement(labels, [each.shape for each in avals])
    subscripts = values["subscripts"]
    text = subscripts.value if isinstance(subscripts, Static) else ""
    return f"sum {_types(avals)} by `{text}`: {problem}" if problem else ""


# The words whose operands are broadcast, of functions that take several.
BROADCASTING = frozenset(
    "Promoted Inexact Compared OfNumbers OfStrongNumbers Strong StrongInexact Selected".split()
)
_CHECKS: dict[str, Check] = {
    "jax.numpy.matmul": _products,
    "jax.numpy.linalg.matmul": _products,
    "jax.numpy.dot": _dots,
    "jax.Array.dot": _dots,
    "jax.numpy.concatenate": _joined,
    "jax.lax.concatenate": _joined,
    "jax.numpy.stack": _stacked,
    "jax.Array.reshape": _reshaped,
    "jax.numpy.reshape": _reshaped,
    "jax.numpy.broadcast_to": _filled,
    "jax.numpy.einsum": _summed,
}

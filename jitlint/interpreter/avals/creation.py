"""Arrays made of no arrays: constants, ranges, random numbers and keys, and those like others."""

from jitlint.interpreter.avals.promotion import promoted
from jitlint.interpreter.avals.reading import (
    Rule,
    UnsureError,
    aval_of,
    dtype,
    is_given,
    nested,
    number,
    numbers,
)
from jitlint.interpreter.domain.aval import ANYTHING, Aval, Dimensions, known
from jitlint.interpreter.domain.values import Static, Value


def shape_option(options: dict[str, Value], name: str = "shape") -> Dimensions | None:
    """Returns the shape that an option asks for, None where its rank is not known.

    There is no array of a negative size, so nothing is known of one.
    """
    try:
        shape = numbers(options.get(name))
    except UnsureError:
        return None
    return None if any(size is not None and size < 0 for size in shape or ()) else shape


def _strong(shape: Dimensions | None, name: str) -> Aval:
    return known(shape, name, False if name else None)


def _filled(values: list[Value], options: dict[str, Value]) -> Aval:
    if "shape" not in options:
        raise UnsureError
    return _strong(shape_option(options), dtype(options.get("dtype"), "float32"))


def _full(values: list[Value], options: dict[str, Value]) -> Aval:
    if "shape" not in options or "fill_value" not in options:
        raise UnsureError
    given = aval_of(options["fill_value"])
    shape = shape_option(options)
    if is_given(options.get("dtype")):
        return _strong(shape, dtype(options["dtype"], ""))
    return known(shape, given.dtype, given.weak)


def _alike(values: list[Value], options: dict[str, Value]) -> Aval:
    given = aval_of(values[0])
    shape = shape_option(options) if is_given(options.get("shape")) else given.shape
    if is_given(options.get("dtype")):
        return _strong(shape, dtype(options["dtype"], ""))
    return known(shape, given.dtype, given.weak)


def _array(values: list[Value], options: dict[str, Value]) -> Aval:
    made = nested(values[0])
    if number(options.get("ndmin", Static(0, known=True, type="int"))) != 0:
        return ANYTHING
    if is_given(options.get("dtype")):
        return _strong(made.shape, dtype(options["dtype"], ""))
    return made


def _range(values: list[Value], options: dict[str, Value]) -> Aval:
    given = [options[name] for name in ("start", "stop", "step") if name in options]
    if not given or not all(is_given(value) for value in given):
        return known((None,), "")
    found = promoted([aval_of(value) for value in given])
    name = dtype(options.get("dtype"), found.dtype)
    bounds = [number(value) for value in given]
    whole = [bound for bound in bounds if bound is not None]
    size = len(range(*whole)) if len(whole) == len(bounds) and 0 not in whole[2:] else None
    return _strong((size,), name)


def _spaced(values: list[Value], options: dict[str, Value]) -> Aval:
    """Numbers between two numbers; between arrays there would be an axis for each."""
    ends = [aval_of(options.get(name)).shape for name in ("start", "stop")]
    if ends != [(), ()] or {"retstep", "axis"} & options.keys():
        raise UnsureError
    size = number(options.get("num", Static(50, known=True, type="int")))
    return _strong((size,), dtype(options.get("dtype"), "float32"))


def _identity(values: list[Value], options: dict[str, Value]) -> Aval:
    rows = number(options.get("N", options.get("n")))
    columns = number(options["M"]) if is_given(options.get("M")) else rows
    return _strong((rows, columns), dtype(options.get("dtype"), "float32"))


def _drawn(otherwise: str) -> Rule:
    """Random numbers: of the shape that is asked for, else of that of the parameter `values`."""

    def rule(values: list[Value], options: dict[str, Value]) -> Aval:
        if "shape" not in options or not is_given(options["shape"]):
            shape = aval_of(values[0]).shape if values else _without_shape(options)
        else:
            shape = shape_option(options)
        return _strong(shape, dtype(options.get("dtype"), otherwise))

    return rule


def _without_shape(options: dict[str, Value]) -> Dimensions | None:
    """Parameters that are arrays may lend their shape to the numbers that are drawn."""
    others = [value for name, value in options.items() if name not in ("key", "shape", "dtype")]
    return () if all(aval_of(value).shape == () for value in others) else None


def _key(values: list[Value], options: dict[str, Value]) -> Aval:
    return ANYTHING if is_given(options.get("impl")) else _strong((), "key<fry>")


def _keys(values: list[Value], options: dict[str, Value]) -> Aval:
    given = aval_of(values[0])
    count = numbers(options["num"]) if "num" in options else (2,)
    shape = None if given.shape is None else (*count, *given.shape)
    return known(shape, given.dtype, given.weak)


RULES: dict[str, Rule] = {
    "Filled": _filled,
    "Full": _full,
    "Alike": _alike,
    "Array": _array,
    "Range": _range,
    "Spaced": _spaced,
    "Identity": _identity,
    "Drawn": _drawn("float32"),
    "DrawnIntegers": _drawn("int32"),
    "DrawnBools": _drawn("bool"),
    "Key": _key,
    "Keys": _keys,
}

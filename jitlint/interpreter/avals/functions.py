"""What functions of JAX make of arrays, by the words of the table `avals.txt`.

A word names a way to compute an aval, and in brackets the parameters whose arguments are its
operands. Options such as `axis` and `dtype` are read by their usual names.
"""

from jitlint.interpreter.avals import creation, reduction, reshaping
from jitlint.interpreter.avals.einsum import einstein_sum
from jitlint.interpreter.avals.matmul import product
from jitlint.interpreter.avals.promotion import (
    broadcast,
    comparison,
    elementwise,
    inexact,
    promoted,
)
from jitlint.interpreter.avals.reading import Rule, UnsureError, aval_of, dtype
from jitlint.interpreter.domain.aval import ANYTHING, Aval, kind_of, known
from jitlint.interpreter.domain.values import Value


def compute(word: str, values: list[Value], options: dict[str, Value]) -> Aval:
    """Returns the aval that a word says is made of its operands, and of all arguments by name.

    Nothing is known of it where an argument is missing, or is none that the function takes.
    """
    try:
        return RULES[word](values, options)
    except (UnsureError, LookupError, ValueError):
        return ANYTHING


def _promoted(values: list[Value], options: dict[str, Value]) -> Aval:
    return elementwise([aval_of(value) for value in values])


def _inexact(values: list[Value], options: dict[str, Value]) -> Aval:
    return inexact(_promoted(values, options))


def _compared(values: list[Value], options: dict[str, Value]) -> Aval:
    return comparison([aval_of(value) for value in values])


def _of_numbers(values: list[Value], options: dict[str, Value]) -> Aval:
    """Of bools and complex numbers each function makes something of its own."""
    made = _promoted(values, options)
    odd = any(kind_of(aval_of(value).dtype) not in ("int", "float") for value in values)
    return known(made.shape, "") if odd else made


def _of_strong_numbers(values: list[Value], options: dict[str, Value]) -> Aval:
    made = _of_numbers(values, options)
    return known(made.shape, made.dtype, False if made.weak is False else None)


def _integer(values: list[Value], options: dict[str, Value]) -> Aval:
    return known(_promoted(values, options).shape, "int32", False)


def _strong(values: list[Value], options: dict[str, Value]) -> Aval:
    made = _promoted(values, options)
    return known(made.shape, made.dtype, False if made.dtype else None)


def _strong_inexact(values: list[Value], options: dict[str, Value]) -> Aval:
    made = _inexact(values, options)
    return known(made.shape, made.dtype, False if made.dtype else None)


def _real(values: list[Value], options: dict[str, Value]) -> Aval:
    made = _promoted(values, options)
    return made if kind_of(made.dtype) not in ("", "complex") else known(made.shape, "")


def _selected(values: list[Value], options: dict[str, Value]) -> Aval:
    """The first operand chooses between the others, whose type the result has."""
    if len(values) != len("abc"):
        raise UnsureError
    avals = [aval_of(value) for value in values]
    made = promoted(avals[1:])
    return known(broadcast(each.shape for each in avals)[0], made.dtype, made.weak)


def _converted(values: list[Value], options: dict[str, Value]) -> Aval:
    name = dtype(options.get("dtype", options.get("new_dtype")), "float32")
    return known(aval_of(values[0]).shape, name, False if name else None)


def _product(values: list[Value], options: dict[str, Value]) -> Aval:
    left, right = values
    return product(aval_of(left), aval_of(right))


def _dot(values: list[Value], options: dict[str, Value]) -> Aval:
    """Of arrays of more than two dimensions it is no product of matrices."""
    made, shapes = _promoted(values, options), [aval_of(value).shape for value in values]
    if any(shape is None or len(shape) > len("mn") for shape in shapes):
        return known(None, made.dtype, made.weak)
    return _product(values, options) if all(shapes) else made


RULES: dict[str, Rule] = {
    "Promoted": _promoted,
    "Inexact": _inexact,
    "Compared": _compared,
    "OfNumbers": _of_numbers,
    "OfStrongNumbers": _of_strong_numbers,
    "Integer": _integer,
    "Strong": _strong,
    "StrongInexact": _strong_inexact,
    "Real": _real,
    "Selected": _selected,
    "Converted": _converted,
    "Product": _product,
    "Dot": _dot,
    "EinsteinSum": einstein_sum,
    **reduction.RULES,
    **reshaping.RULES,
    **creation.RULES,
}

"""One experiment: a call with some of its arguments traced, and what became of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import jax
import numpy as np

from tools.derive.signatures import Parameter, call

CONCRETIZATIONS = ("ConcretizationTypeError", "TracerBoolConversionError",
                   "TracerIntegerConversionError", "NonConcreteBooleanIndexError",
                   "TracerArrayConversionError")  # fmt: skip

BUILTIN = ("bool", "int", "float", "complex", "str", "bytes", "dict")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a call: the word for its result, or the name of the error it raised.

    `answer` is the text of a returned Python value.
    """

    returned: str = ""
    raised: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A function under experiment."""

    name: str
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]


def attempt(
    subject: Subject,
    values: dict[str, Any],
    traced: Collection[str] = (),
    leaf: int | None = None,
) -> Outcome:
    """Calls under a trace with `values`, those named `traced` being tracers.

    With `leaf` only that one of their arrays is, and the others stay what they are.
    """
    returned: list[Outcome] = []

    def body(given: dict[str, Any]) -> int:
        result = call(subject.function, subject.parameters, {**values, **given})
        word = described(result)
        returned.append(Outcome(word, answer=repr(result) if word.startswith("Static") else ""))
        return 0

    values = jax.tree.map(_fresh, values)
    try:
        _trace(body, {name: values[name] for name in traced}, leaf)
    except Exception as error:
        return Outcome(raised=type(error).__name__)
    return returned[0]


def can_be_traced(value: Any) -> bool:
    """Tells whether a value is an array or a number, or a container that has some."""
    return count_of_arrays(value) > 0


def count_of_arrays(value: Any) -> int:
    """Returns how many leaves of a value can be traced."""
    return sum(_is_array(leaf) for leaf in jax.tree.leaves(value))


def _fresh(leaf: Any) -> Any:
    return leaf.copy() if isinstance(leaf, np.ndarray) else leaf  # some write into arguments


def _trace(body: Callable[[dict[str, Any]], int], given: dict[str, Any], leaf: int | None) -> None:
    """Calls `body` with tracers for the arrays in `given`; what has none becomes one."""
    some = {n: v if can_be_traced(v) else np.array(1, np.int32) for n, v in given.items()}
    leaves, structure = jax.tree.flatten(some)
    places = [place for place, each in enumerate(leaves) if _is_array(each)]
    places = places if leaf is None else [places[leaf]]

    def with_tracers(tracers: list[Any]) -> int:
        mixed = dict(enumerate(leaves)) | dict(zip(places, tracers, strict=True))
        return body(jax.tree.unflatten(structure, [mixed[n] for n in range(len(leaves))]))

    jax.make_jaxpr(with_tracers)([leaves[place] for place in places])


def described(result: Any) -> str:
    """Returns the word for a result: `Array`, `tuple[Array, Array]`, `NumPy`, `Static[int]`…"""
    match result:
        case jax.core.Tracer():
            return "Array"
        case jax.Array():
            return "Captured"
        case np.ndarray() | np.generic():
            return "NumPy"
        case tuple() | list():
            return _described_sequence(result)
        case None:
            return "None"
        case _ if any(isinstance(leaf, jax.Array) for leaf in jax.tree.leaves(result)):
            return "Any"
        case _:
            return _described_value(result)


def _described_sequence(result: tuple[Any, ...] | list[Any]) -> str:
    inside = [described(item) for item in result]
    if all(word.startswith("Static") or word == "None" for word in inside):
        return "Static[list]" if isinstance(result, list) else "Static[tuple]"
    if set(inside) == {"NumPy"}:
        return "NumPy"
    if not all(_is_of_arrays(word) for word in inside):
        return "Any"
    if isinstance(result, list):
        return "list[Array]" if set(inside) == {"Array"} else "Tree"
    return f"tuple[{', '.join(inside)}]"


def _is_of_arrays(word: str) -> bool:
    return word.startswith(("Array", "list[Array", "tuple[Array"))


def _described_value(result: Any) -> str:
    name = type(result).__name__
    return f"Static[{name}]" if name in BUILTIN else "Static"


def _is_array(leaf: Any) -> bool:
    return isinstance(leaf, np.ndarray | np.number | np.bool_ | jax.Array | int | float | complex)

"""Computes a gradient step by step, and tells whether NaN arises at a stretch of code."""

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any

from ..program.locations import Spot, UserFiles
from ..program.userjax import jax, numpy
from .gradients import DifferentiatedCall

SINGULAR = (0.0, 1.0, -1.0)


@cache
def extended() -> Any:
    """Returns JAX's module of jaxprs; it is asked for before any user code runs."""
    return importlib.import_module("jax.extend.core")


@dataclass(frozen=True, slots=True)
class NanOrigin:
    """What a gradient came to with some arguments: is it NaN where the value is a number?

    `arises` says whether that NaN comes from the spot; `met` are those of the numbers at which
    slopes may be infinite that something at the spot was computed of.
    """

    is_nan: bool
    arises: bool
    met: frozenset[float]


@dataclass
class GradientSteps:
    """The steps of a value and its gradient, as functions of all numbers among the arguments.

    A zero that the spot hands on is followed to where it is multiplied, if it is `followed`.
    """

    call: DifferentiatedCall
    spot: Spot
    files: UserFiles
    followed: bool = False
    leaves: list[Any] = field(init=False)
    _structure: Any = field(init=False)

    def __post_init__(self) -> None:
        both = (self.call.args, self.call.kwargs)
        self.leaves, self._structure = jax.tree_util.tree_flatten(both)

    @cached_property
    def places(self) -> list[int]:
        """The places of arrays of numbers, and of Python's floats, among the leaves."""
        return [place for place, each in enumerate(self.leaves) if _is_number(each)]

    @cached_property
    def _moved(self) -> list[int]:
        """The places of the floats by which the derivative is taken."""
        args = self.call.args
        chosen = {each % len(args) for each in self.call.places}
        marks = [each in chosen for each, arg in enumerate(args) for _ in _leaves(arg)]
        return [
            each
            for each in self.places
            if marks[each : each + 1] == [True] and is_float(self.leaves[each])
        ]

    @cached_property
    def program(self) -> Any:
        """The jaxpr of values and gradients."""
        return jax.make_jaxpr(self.gradient)(*(self.leaves[each] for each in self.places))

    @cached_property
    def at_spot(self) -> frozenset[int]:
        """The numbers of the equations that the code at the spot asks for."""
        equations = enumerate(self.program.jaxpr.eqns)
        return frozenset(number for number, each in equations if self._is_at_spot(each))

    def arguments(self, texts: Sequence[str]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Returns the arguments with names, which are written as they are, in place of leaves."""
        named = [SimpleNamespace(__qualname__=text) for text in texts]
        return jax.tree_util.tree_unflatten(self._structure, named)

    def gradient(self, *numbers: Any) -> tuple[list[Any], list[Any]]:
        """Returns the floats of the value, and the gradient of their sum."""
        given = list(self.leaves)
        for place, number in zip(self.places, numbers, strict=True):
            given[place] = number

        def value(*moved: Any) -> list[Any]:
            filled = list(given)
            for place, number in zip(self._moved, moved, strict=True):
                filled[place] = number
            args, kwargs = jax.tree_util.tree_unflatten(self._structure, filled)
            result = self.call.function(*args, **kwargs)
            result = result[0] if self.call.has_aux else result
            return [each for each in _leaves(result) if is_float(each)]

        values, pull = jax.vjp(value, *(given[place] for place in self._moved))
        return values, [*pull([jax.numpy.ones_like(each) for each in values])]

    def is_nan_at(self, numbers: Sequence[Any]) -> bool:
        """Whether JAX's own gradient is NaN, and the value is a number."""
        values, slopes = self.gradient(*numbers)
        return all(map(_is_finite, values)) and any(map(_has_nan, slopes))

    def origin(self, numbers: Sequence[Any]) -> NanOrigin:
        """Returns what becomes of the gradient with other numbers."""
        jaxpr, results = self.program.jaxpr, self._results(numbers)
        count = len(jaxpr.outvars) - len(self._moved)
        values, slopes = jaxpr.outvars[:count], jaxpr.outvars[count:]
        finite = all(_is_finite(results.of(each)) for each in values)
        is_nan = finite and any(_has_nan(results.of(each)) for each in slopes)
        from_spot = self._from_spot(results) if is_nan else set[int]()
        arises = any(id(each) in from_spot for each in slopes)
        return NanOrigin(is_nan, arises, self._met(results))

    def _results(self, numbers: Sequence[Any]) -> "Results":
        jaxpr, consts = self.program.jaxpr, self.program.consts
        made = [each for equation in jaxpr.eqns for each in equation.outvars]
        every = extended().ClosedJaxpr(jaxpr.replace(outvars=made), consts)
        known = [*zip(jaxpr.constvars, consts, strict=True)]
        known += zip(jaxpr.invars, numbers, strict=True)
        known += zip(made, extended().jaxpr_as_fun(every)(*numbers), strict=True)
        return Results({id(name): value for name, value in known})

    def _from_spot(self, results: "Results") -> set[int]:
        """Returns what is NaN since it is made of NaN that arises at the spot."""
        tainted, zeros = set[int](), set[int]()
        forward = self._forward()
        for number, each in enumerate(self.program.jaxpr.eqns):
            operands, made = {id(name) for name in each.invars}, {id(n) for n in each.outvars}
            is_here = number in self.at_spot
            if not any(_has_nan(results.of(name)) for name in each.outvars):
                is_zero = all(_is_zero(results.of(name)) for name in each.outvars)
                if self.followed and is_zero and number not in forward:
                    zeros |= made if is_here or operands & zeros else set()
                continue
            if any(_has_nan(results.of(name)) for name in each.invars):
                tainted |= made if operands & tainted else set()
            elif is_here or operands & zeros:
                tainted |= made
        return tainted

    def _forward(self) -> set[int]:
        """Returns the numbers of the equations that the value is computed by."""
        jaxpr = self.program.jaxpr
        wanted = {id(each) for each in jaxpr.outvars[: len(jaxpr.outvars) - len(self._moved)]}
        found = set[int]()
        equations: list[Any] = [*jaxpr.eqns]
        for number in reversed(range(len(equations))):
            each = equations[number]
            if wanted & {id(name) for name in each.outvars}:
                wanted |= {id(name) for name in each.invars}
                found.add(number)
        return found

    def _met(self, results: "Results") -> frozenset[float]:
        equations = self.program.jaxpr.eqns
        operands = [results.of(n) for each in sorted(self.at_spot) for n in equations[each].invars]
        return frozenset(s for s in SINGULAR if any(_holds(each, s) for each in operands))

    def _is_at_spot(self, equation: Any) -> bool:
        traceback = equation.source_info.traceback
        if traceback is None:
            return False
        return any(
            self.files.user(code.co_filename) == self.spot.file and self.spot.holds(code, offset)
            for code, offset in zip(*traceback.raw_frames(), strict=True)
        )


@dataclass(frozen=True, slots=True)
class Results:
    """The values of a jaxpr's variables."""

    values: dict[int, Any]

    def of(self, name: Any) -> Any:
        """Returns the value of a variable, or of a literal."""
        return name.val if hasattr(name, "val") else self.values[id(name)]


def _leaves(tree: Any) -> Iterable[Any]:
    return jax.tree_util.tree_leaves(tree)


def _is_number(leaf: Any) -> bool:
    is_array = isinstance(leaf, (jax.Array, numpy.ndarray, numpy.generic))
    return type(leaf) is float or (is_array and leaf.dtype.kind in "if")


def is_float(leaf: Any) -> bool:
    """Whether a leaf is a float of Python's, or an array of floats."""
    return type(leaf) is float or bool(
        hasattr(leaf, "dtype") and jax.numpy.issubdtype(leaf.dtype, jax.numpy.floating)
    )


def _array(value: Any) -> Any:
    """Returns floats as NumPy's; what is none has no elements here."""
    return numpy.asarray(value, "float64") if is_float(value) else numpy.zeros(0)


def _has_nan(value: Any) -> bool:
    return bool(numpy.isnan(_array(value)).any())


def _is_finite(value: Any) -> bool:
    return bool(numpy.isfinite(_array(value)).all())


def _is_zero(value: Any) -> bool:
    array = _array(value)
    return bool(array.size and not array.any())


def _holds(value: Any, number: float) -> bool:
    return bool((_array(value) == number).any())

"""The function that JAX lowers: its constants, and what was donated and no result takes over."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType
from typing import Any, NamedTuple

from .call_key import Leaf
from .frames import of_jax, outward

LOWERING = "lower_sharding_computation"


class LoweringCosts(NamedTuple):
    """The bytes of all constants, and the types of donated arguments that could not be used."""

    constant_bytes: int
    not_usable: list[str]


def lowered(frame: FrameType) -> LoweringCosts:
    """Reads what JAX lowers from the stack on which it tells that this is done."""
    for each in outward(frame):
        if each.f_code.co_name == LOWERING and of_jax(each.f_code.co_filename):
            return _read(each.f_locals)
    return LoweringCosts(0, [])


def _read(held: dict[str, Any]) -> LoweringCosts:
    jaxpr = held["closed_jaxpr"]
    found = (*held.get("const_args", ()), *_constants(jaxpr, set()))
    constants = {id(each): each for each in found}
    size = sum(int(getattr(each, "nbytes", 0)) for each in constants.values())
    is_alone = held.get("num_devices", 1) == 1  # of shards XLA may use what does not fit as a whole
    donated = held.get("donated_invars", ()) if is_alone else ()
    return LoweringCosts(size, _not_usable(jaxpr.in_avals, donated, jaxpr.out_avals))


def _constants(jaxpr: Any, seen: set[int]) -> Iterator[Any]:
    """Yields the constants of a function, and of those that it calls in turn."""
    if id(jaxpr) in seen:
        return
    seen.add(id(jaxpr))
    yield from getattr(jaxpr, "consts", ())
    for equation in jaxpr.eqns:
        yield from (each.val for each in equation.invars if hasattr(each, "val"))
        for each in _flat(equation.params.values()):
            if hasattr(each, "eqns"):
                yield from _constants(each, seen)


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    """Yields the values, and those in tuples: the branches of a `cond` are in one."""
    for value in values:
        if isinstance(value, tuple):
            yield from value  # type: ignore[reportUnknownVariableType]
        else:
            yield value


def _not_usable(taken: Iterable[Any], donated: Iterable[bool], given: Sequence[Any]) -> list[str]:
    """A result takes over an argument of its own type, or else one with as many elements."""
    free = [*given]
    left = [aval for aval, is_donated in zip(taken, donated, strict=False) if is_donated]
    for alike in (_type, _elements):
        left = [aval for aval in left if not _is_taken_over(aval, free, alike)]
    return [_type(aval) for aval in left]


def _is_taken_over(aval: Any, free: list[Any], alike: Callable[[Any], object]) -> bool:
    for number, result in enumerate(free):
        if alike(result) == alike(aval):
            del free[number]
            return True
    return False


def _elements(aval: Any) -> int:
    return int(getattr(aval, "size", 0))


def _type(aval: Any) -> str:
    return Leaf(str(getattr(aval, "dtype", aval)), tuple(getattr(aval, "shape", ())), False).text

"""Classes of errors by name: none that user code defines passes for one of JAX's or Python's."""

import builtins
from collections.abc import Iterable

from .userjax import jax

PREFIXES = ("JAX", "_JAX")


def names_of(error: BaseException) -> tuple[str, ...]:
    """Returns the names of the classes that an error is of, its own first."""
    return tuple(k.__name__ for k in type(error).__mro__ if KNOWN.get(k.__name__, k) is k)


def from_jax(names: Iterable[str]) -> bool:
    """Whether one of the names is of a class that JAX alone raises."""
    return any(name.startswith(PREFIXES) and name in KNOWN for name in names)


def of_jax_alone(names: Iterable[str]) -> set[str]:
    """Returns those of the names that code can only catch by way of `jax.errors`."""
    return {name for name in names if name in vars(jax.errors) and name in KNOWN}


KNOWN = {
    kind.__name__: kind
    for space in (jax.errors, builtins)
    for held in vars(space).values()
    if isinstance(held, type) and issubclass(held, BaseException)
    for kind in held.__mro__
}

"""Hears of which functions the program takes gradients, and with which arguments."""

import functools
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from ..program.userjax import Tracer, is_outside, jax, numpy

TAKING = ("grad", "value_and_grad", "jacrev", "jacobian", "hessian")


@dataclass(frozen=True, slots=True)
class DifferentiatedCall:
    """A call of a function by whose arguments at `places` a derivative is taken.

    One that is `made_up` has arrays of ones for arguments that were traced.
    """

    function: Callable[..., Any]
    places: tuple[int, ...]
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict[str, Any])
    has_aux: bool = False
    made_up: bool = False

    @property
    def name(self) -> str:
        """The name of the function."""
        return str(getattr(self.function, "__name__", "the function"))

    def with_arrays(self) -> "DifferentiatedCall":
        """Returns the call with an array of ones for each argument that is traced."""
        leaves, structure = jax.tree_util.tree_flatten((self.args, self.kwargs))
        traced = any(isinstance(each, Tracer) for each in leaves)
        known = [_ones(each) if isinstance(each, Tracer) else each for each in leaves]
        args, kwargs = jax.tree_util.tree_unflatten(structure, known)
        made_up = self.made_up or traced
        return DifferentiatedCall(self.function, self.places, args, kwargs, self.has_aux, made_up)


Probe = Callable[[DifferentiatedCall], None]


@dataclass(slots=True)
class HeardGradients:
    """Hands each call of a function that is differentiated to a probe, while it is made."""

    probe: Probe
    is_probing: bool = False

    def listen(self) -> None:
        """Puts itself in the place of what takes gradients."""
        names: Any = sys.modules["jax"]
        for name in TAKING:
            setattr(names, name, self._taking(getattr(names, name)))
        names.vjp = self._vjp(names.vjp)

    def hear(self, call: DifferentiatedCall) -> None:
        """Probes a call, and none that a probe makes itself; what that raises is of no matter.

        Under a trace what is known is computed at once, and is no step of the gradient then.
        """
        if self.is_probing:
            return
        self.is_probing = True
        try:
            at_once = nullcontext() if is_outside() else jax.ensure_compile_time_eval()
            with at_once, jax.disable_jit():
                self.probe(call.with_arrays())
        except Exception:
            return
        finally:
            self.is_probing = False

    def _taking(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def take(
            fun: Any, argnums: Any = 0, has_aux: bool = False, *more: Any, **options: Any
        ) -> Any:
            taken = original(fun, argnums, has_aux, *more, **options)
            places: tuple[int, ...] = (*numpy.atleast_1d(argnums).tolist(),)

            @functools.wraps(taken)
            def call(*args: Any, **kwargs: Any) -> Any:
                self.hear(DifferentiatedCall(fun, places, args, kwargs, has_aux))
                return taken(*args, **kwargs)

            return call

        return take

    def _vjp(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def take(fun: Any, *primals: Any, has_aux: bool = False, **options: Any) -> Any:
            places = tuple(range(len(primals)))
            self.hear(DifferentiatedCall(fun, places, primals, has_aux=has_aux))
            return original(fun, *primals, has_aux=has_aux, **options)

        return take


def _ones(traced: Any) -> Any:
    return jax.numpy.ones(traced.shape, traced.dtype)

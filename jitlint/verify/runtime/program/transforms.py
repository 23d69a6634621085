"""Makes a function traced as the program does: under jit, grad, vmap, or a library's wrapper."""

import importlib
from collections.abc import Callable
from typing import Any

from .user_code import value_or
from .userjax import jax

Function = Callable[..., Any]
FIRST = {"grad", "value_and_grad", "jacfwd", "jacrev", "jacobian", "hessian"}
EVERY = {"jvp", "vjp", "linearize", "check_grads"}
MAPPED = {"vmap"}
NUMERIC = FIRST | EVERY


def last_name(transform: str) -> str:
    """Returns the last part of a dotted name."""
    return transform.rpartition(".")[2]


def traces_abstractly(transform: str) -> bool:
    """Whether what is traced has no concrete value, as under jit and scan."""
    return last_name(transform) not in NUMERIC | MAPPED


def is_jit(transform: str) -> bool:
    """Whether the transformation is jit itself: its wrapper keeps what it traced."""
    return transform in ("jax.jit", "jax.pjit", "jax.experimental.pjit.pjit")


def transformed(transform: str, body: Function) -> Function:
    """Returns `body`, a function of what is to be traced only, under a transformation.

    What a control flow function such as `jax.lax.scan` traces is staged just as under jit.
    """
    name = last_name(transform)
    if name == "make_jaxpr":
        return jax.make_jaxpr(body)
    if name in FIRST:
        return _differentiated(body)
    if name in EVERY:
        return lambda *values: jax.vjp(body, *values)
    if name in MAPPED:
        return jax.vmap(body)
    if name.endswith("jit") and not transform.startswith("jax."):
        return _library(transform)(body)
    return jax.jit(body)


def _differentiated(body: Function) -> Function:
    """The first argument alone is differentiated; any result will do, not only a scalar."""

    def differentiated(first: Any, *rest: Any) -> Any:
        _expect_numbers_with_a_slope(first)
        return jax.vjp(lambda value: body(value, *rest), first)  # type: ignore[reportUnknownLambdaType]

    return differentiated


def _expect_numbers_with_a_slope(value: Any) -> None:
    """As `jax.grad` does; `jax.vjp` would hand integers on as they are, untraced."""
    for leaf in jax.tree_util.tree_leaves(value):
        dtype = jax.numpy.result_type(leaf)
        if not jax.numpy.issubdtype(dtype, jax.numpy.inexact):
            raise TypeError(f"a derivative needs floats, not {dtype}")


def _library(transform: str) -> Function:
    module, _, name = transform.rpartition(".")
    return value_or(jax.jit, lambda: getattr(importlib.import_module(module), name))

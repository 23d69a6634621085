"""The kind of a value as JAX has it, its type, and the innermost trace: asked while a program runs.

t  a tracer                            T  a pytree that holds a tracer
a  an array of JAX with a value        C  a pytree or container that holds none
n  an array or a scalar of NumPy       o  any other object
s  another value of Python: a number, a text, None
"""

import numpy as np
from jax import Array, tree_util
from jax._src import core
from jax.core import Tracer

STATIC = (bool, int, float, complex, str, bytes, type(None), slice, np.dtype)
SHORT = {"DynamicJaxprTrace": "jit", "BatchTrace": "vmap", "EvalTrace": ""}
SHORT |= dict.fromkeys(("JVPTrace", "LinearizeTrace", "JVPTracer"), "grad")
LONGEST = 200


def transformation() -> str | None:
    """Returns the innermost trace by what makes it, or None outside of all."""
    name = type(core.trace_ctx.trace).__name__
    return SHORT.get(name, name.removesuffix("Trace")) or None


def kind_of(value: object) -> str:
    """Returns the letter of a value's kind."""
    if isinstance(value, Tracer):
        return "t"
    if isinstance(value, Array):
        return "a"
    if isinstance(value, np.ndarray | np.generic):
        return "n"
    if isinstance(value, STATIC):
        return "s"
    return _container(value)


def type_of(value: object) -> str:
    """Returns the type of a tracer of an array, as in `float32[3,2]`, with `~` where it is weak."""
    aval = value.aval if isinstance(value, Tracer) else None
    if type(aval) is not core.ShapedArray or not all(type(size) is int for size in aval.shape):
        return ""
    sizes = ",".join(map(str, aval.shape))
    return f"{aval.dtype.name}[{sizes}]{'~' * aval.weak_type}"


def _container(value: object) -> str:
    try:
        leaves = tree_util.tree_leaves(value)
    except Exception:  # What a package registers may fail on what it has not finished.
        return "o"
    if len(leaves) == 1 and leaves[0] is value:
        return "o"
    return "T" if any(isinstance(leaf, Tracer) for leaf in leaves[:LONGEST]) else "C"

"""jax.numpy: only the functions of functions; the rest is in `derived`."""

from jax import Array as ndarray

def vectorize(
    pyfunc: Maps, *, excluded: StaticNums = ..., signature: Static = None
) -> Wrapped: ...
def apply_along_axis(
    func1d: Maps[Array, args, kwargs], axis: Static, arr: Any, *args: Any, **kwargs: Any
) -> Tree: ...
def apply_over_axes(func: Calls[a, Any], a: Any, axes: Static) -> Array: ...
def fromfunction(
    function: Maps[*Array, kwargs], shape: Static, *, dtype: Static = ..., **kwargs: Any
) -> Tree: ...
def frompyfunc(
    func: Stages, /, nin: Static, nout: Static, *, identity: Any = None
) -> Wrapped: ...
def piecewise(
    x: Any, condlist: Any, funclist: TracesAll[x, args, kw], *args: Any, **kw: Any
) -> Array: ...

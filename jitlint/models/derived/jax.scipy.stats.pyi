# What jax.scipy.stats does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def mode(
    a: Any,
    axis: Static = 0,
    nan_policy: Static = 'propagate',
    keepdims: Static = False,
) -> tuple[Array, Array]: ...
def rankdata(
    a: Any,
    method: Static = 'average',
    *,
    axis: Static = None,
    nan_policy: Static = 'propagate',
) -> Array: ...
def sem(
    a: Any,
    axis: Static = 0,
    ddof: Any = 1,
    nan_policy: Static = 'propagate',
    *,
    keepdims: Static = False,
) -> Array: ...

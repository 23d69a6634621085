# What jax.scipy.fft does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def dct(
    x: Any,
    type: Static = 2,
    n: Static = None,
    axis: Static = -1,
    norm: Static = None,
) -> Array: ...
def dctn(
    x: Any,
    type: Static = 2,
    s: Any = None,
    axes: Static = None,
    norm: Static = None,
) -> Array: ...
def idct(
    x: Any,
    type: Static = 2,
    n: Static = None,
    axis: Static = -1,
    norm: Static = None,
) -> Array: ...
def idctn(
    x: Any,
    type: Static = 2,
    s: Any = None,
    axes: Static = None,
    norm: Static = None,
) -> Array: ...

# What jax.nn.initializers does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def constant(value: Any, dtype: Any = None) -> Static: ...
def delta_orthogonal(scale: Any = 1.0, column_axis: Any = -1, dtype: Any = None) -> Static: ...
def glorot_normal(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def glorot_uniform(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def he_normal(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def he_uniform(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def kaiming_normal(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def kaiming_uniform(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def lecun_normal(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def lecun_uniform(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def normal(stddev: Any = 0.01, dtype: Any = None) -> Static: ...
@varies("out_sharding")
def ones(key: Any, shape: Static, dtype: Static = None, out_sharding: Any = None) -> Array: ...
def orthogonal(scale: Any = 1.0, column_axis: Any = -1, dtype: Any = None) -> Static: ...
def truncated_normal(
    stddev: Any = 0.01,
    dtype: Any = None,
    lower: Any = -2.0,
    upper: Any = 2.0,
) -> Static: ...
def uniform(scale: Any = 0.01, dtype: Any = None) -> Static: ...
def variance_scaling(
    scale: Any,
    mode: Any,
    distribution: Any,
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def xavier_normal(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
def xavier_uniform(
    in_axis: Any = -2,
    out_axis: Any = -1,
    batch_axis: Any = ...,
    dtype: Any = None,
) -> Static: ...
@varies("out_sharding")
def zeros(key: Any, shape: Static, dtype: Static = None, out_sharding: Any = None) -> Array: ...

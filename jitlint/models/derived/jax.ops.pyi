# What jax.ops does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

@varies("out_sharding")
def segment_max(
    data: Sized[num_segments],
    segment_ids: Sized[num_segments],
    num_segments: Static = None,
    indices_are_sorted: Any = False,
    unique_indices: Any = False,
    bucket_size: Static = None,
    mode: Static = None,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def segment_min(
    data: Sized[num_segments],
    segment_ids: Sized[num_segments],
    num_segments: Static = None,
    indices_are_sorted: Any = False,
    unique_indices: Any = False,
    bucket_size: Static = None,
    mode: Static = None,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def segment_prod(
    data: Sized[num_segments],
    segment_ids: Sized[num_segments],
    num_segments: Static = None,
    indices_are_sorted: Any = False,
    unique_indices: Any = False,
    bucket_size: Static = None,
    mode: Static = None,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def segment_sum(
    data: Sized[num_segments],
    segment_ids: Sized[num_segments],
    num_segments: Static = None,
    indices_are_sorted: Any = False,
    unique_indices: Any = False,
    bucket_size: Static = None,
    mode: Static = None,
    out_sharding: Any = None,
) -> Array: ...

"""jax.lax: control flow, and the few functions that hand on whole pytrees.

Loops and branches trace their functions when they are called, even outside jit;
`associative_scan` and `platform_dependent` call them as they are.
"""

def scan(
    f: Traces[init, Each[xs]],
    init: Any,
    xs: Any = None,
    length: Static = None,
    reverse: Static = False,
    unroll: Static = 1,
    _split_transpose: Static = False,
) -> Result[f]: ...
def map(f: Traces[Each[xs]], xs: Any, *, batch_size: Static = None) -> Result[f]: ...
def while_loop(
    cond_fun: Traces[init_val], body_fun: Traces[init_val], init_val: Any
) -> Same[init_val]: ...
def fori_loop(
    lower: Any,
    upper: Any,
    body_fun: Traces[Array, init_val],
    init_val: Any,
    *,
    unroll: Static = None,
) -> Same[init_val]: ...
def cond(
    pred: Any,
    true_fun: Traces[operands, Given[operand]],
    false_fun: Traces[operands, Given[operand]],
    *operands: Any,
    operand: Any = ...,
) -> Result[true_fun, false_fun]: ...
def switch(
    index: Any,
    branches: TracesAll[operands, Given[operand]],
    *operands: Any,
    operand: Any = ...,
) -> Result[branches]: ...
def associative_scan(
    fn: Calls[Same[elems], Same[elems]], elems: Any, reverse: Static = False, axis: Static = 0
) -> Same[elems]: ...
def platform_dependent(
    *args: Any, default: Calls[args] = None, **per_platform: Calls[args]
) -> Result[default, per_platform]: ...
@varies("out_sharding")
def reduce(
    operands: Any,
    init_values: Any,
    computation: Traces[init_values, init_values],
    dimensions: Static,
    out_sharding: Any = None,
) -> Same[init_values]: ...
@varies("window_strides", "padding")
def reduce_window(
    operand: Any,
    init_value: Any,
    computation: Traces[init_value, init_value],
    window_dimensions: Static,
    window_strides: Static = None,
    padding: Static = "VALID",
    base_dilation: Static = None,
    window_dilation: Static = None,
) -> Same[init_value]: ...
def scatter_apply(
    operand: Any,
    scatter_indices: Any,
    func: Traces[Array],
    dimension_numbers: Static,
    *,
    update_shape: Static = (),
    indices_are_sorted: Static = False,
    unique_indices: Static = False,
    mode: Static = None,
) -> Array: ...
def custom_root(
    f: Traces[initial_guess],
    initial_guess: Any,
    solve: Traces[f, initial_guess],
    tangent_solve: Any,
    has_aux: Static = False,
) -> If[has_aux, Any, Same[initial_guess]]: ...
def custom_linear_solve(
    matvec: Traces[b],
    b: Any,
    solve: Traces[matvec, b],
    transpose_solve: Any = None,
    symmetric: Static = False,
    has_aux: Static = False,
) -> If[has_aux, Any, Same[b]]: ...

# ── of whole pytrees ─────────────────────────────────────────────────────────

def stop_gradient(x: Any) -> Array: ...
def psum(x: Any, axis_name: Static, *, axis_index_groups: Static = None) -> Reduced[x]: ...
def pmean(x: Any, axis_name: Static, *, axis_index_groups: Static = None) -> Reduced[x]: ...
def pmax(x: Any, axis_name: Static, *, axis_index_groups: Static = None) -> Same[x]: ...
def pmin(x: Any, axis_name: Static, *, axis_index_groups: Static = None) -> Same[x]: ...
def ppermute(x: Any, axis_name: Static, perm: Static) -> Same[x]: ...
def pshuffle(x: Any, axis_name: Static, perm: Static) -> Same[x]: ...
@varies("to")
def all_gather(
    x: Any,
    axis_name: Static,
    *,
    axis_index_groups: Static = None,
    axis: Static = 0,
    tiled: Static = False,
    to: Any = ...,
) -> Same[x]: ...
def all_to_all(
    x: Any,
    axis_name: Static,
    split_axis: Static,
    concat_axis: Static,
    *,
    axis_index_groups: Static = None,
    tiled: Static = False,
) -> Same[x]: ...
def psum_scatter(
    x: Any,
    axis_name: Static,
    *,
    scatter_dimension: Static = 0,
    axis_index_groups: Static = None,
    tiled: Static = False,
) -> Same[x]: ...
def axis_index(axis_name: Static) -> Array: ...
def axis_size(axis_name: Static) -> Static[int]: ...
def optimization_barrier(operand: Any, /) -> Same[operand]: ...
def with_sharding_constraint(x: Any, shardings: Any) -> Same[x]: ...


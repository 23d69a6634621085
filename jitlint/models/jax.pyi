"""jax itself: the transformations, `jax.Array`, and what asks the host.

Which arguments each transformation hands on, and as what, was run, not read.
"""

# ── functions of functions ───────────────────────────────────────────────────

@varies("fun", "abstracted_axes")
def jit(
    fun: Stages = ...,
    /,
    *,
    in_shardings: Any = ...,
    out_shardings: Any = ...,
    static_argnums: StaticNums = None,
    static_argnames: StaticNames = None,
    donate_argnums: Any = None,
    donate_argnames: Any = None,
    keep_unused: Static = False,
    device: Any = None,
    backend: Any = None,
    inline: Static = False,
    abstracted_axes: Any = None,
    compiler_options: Any = None,
) -> Wrapped: ...
@varies("global_arg_shapes")
def pmap(
    fun: Stages,
    axis_name: Static = None,
    *,
    in_axes: Any = 0,
    out_axes: Any = 0,
    static_broadcasted_argnums: StaticNums = (),
    devices: Any = None,
    backend: Any = None,
    axis_size: Static = None,
    donate_argnums: Any = (),
    global_arg_shapes: Any = None,
) -> Wrapped: ...
@varies("sum_match")
def vmap(
    fun: Maps,
    in_axes: InAxes = 0,
    out_axes: Any = 0,
    axis_name: Static = None,
    axis_size: Static = None,
    spmd_axis_name: Static = None,
    sum_match: Static = False,
) -> Wrapped: ...
def grad(
    fun: Differentiates,
    argnums: ArgNums = 0,
    has_aux: Static = False,
    holomorphic: Static = False,
    allow_int: Static = False,
    reduce_axes: Any = (),
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def value_and_grad(
    fun: Differentiates,
    argnums: ArgNums = 0,
    has_aux: Static = False,
    holomorphic: Static = False,
    allow_int: Static = False,
    reduce_axes: Any = (),
) -> Wrapped[tuple[Result[fun], Tree]]: ...
def jacfwd(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, holomorphic: Static = False
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def jacrev(
    fun: Differentiates,
    argnums: ArgNums = 0,
    has_aux: Static = False,
    holomorphic: Static = False,
    allow_int: Static = False,
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...

jacobian = jacrev

def hessian(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, holomorphic: Static = False
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def fwd_and_bwd(
    fun: Stages, argnums: ArgNums, has_aux: Static = False, jitted: Static = True
) -> Any: ...
def jvp(
    fun: Differentiates[*primals], primals: Any, tangents: Any, has_aux: Static = False
) -> If[has_aux, Any, tuple[Result[fun], Result[fun]]]: ...
@varies("saveable_args", "in_nzs")
def vjp(
    fun: Differentiates[primals],
    *primals: Any,
    has_aux: Static = False,
    reduce_axes: Any = (),
    saveable_args: Any = True,
    in_nzs: Any = None,
) -> If[has_aux, Any, tuple[Result[fun], Any]]: ...
@varies("in_nzs")
def linearize(
    fun: Differentiates[primals], *primals: Any, has_aux: Static = False, in_nzs: Any = None
) -> If[has_aux, Any, tuple[Result[fun], Any]]: ...
def linear_transpose(fun: Traces[primals], *primals: Any, reduce_axes: Any = ()) -> Any: ...
@varies("static_argnames", "concrete")
def checkpoint(
    fun: Stages,
    *,
    prevent_cse: Static = True,
    policy: Any = None,
    static_argnums: StaticNums = (),
    static_argnames: StaticNames = (),
    concrete: Any = ...,
) -> Wrapped: ...

remat = checkpoint

def shard_map(
    f: Stages = None,
    /,
    *,
    out_specs: Any,
    in_specs: InSpecs = ...,
    mesh: Any = None,
    axis_names: Any = ...,
    check_vma: Static = True,
) -> Wrapped: ...
@varies()
def smap(
    f: Stages = None, /, *, in_axes: Any = ..., out_axes: Any, axis_name: Static
) -> Wrapped: ...
def eval_shape(fun: Traces[args, kwargs], *args: Any, **kwargs: Any) -> Any: ...
@varies("abstracted_axes")
def make_jaxpr(
    fun: Stages,
    static_argnums: StaticNums = (),
    axis_env: Any = None,
    return_shape: Static = False,
    abstracted_axes: Any = None,
) -> Wrapped[Any]: ...
def closure_convert(fun: Traces[example_args], *example_args: Any) -> Any: ...
def custom_jvp(fun: Any, nondiff_argnums: Any = (), nondiff_argnames: Any = ()) -> fun: ...
def custom_vjp(fun: Any, nondiff_argnums: Any = (), nondiff_argnames: Any = ()) -> fun: ...
@varies("fun", "with_logs", "remat", "with_accums")
def custom_gradient(
    fun: Any = None,
    *,
    with_logs: Static = False,
    remat: Static = False,
    with_accums: Any = None,
) -> fun: ...
def named_call(fun: Any, *, name: Static = None) -> fun: ...

# ── host code, devices ───────────────────────────────────────────────────────

@varies("vectorized")
def pure_callback(
    callback: Host,
    result_shape_dtypes: Any,
    *args: Any,
    sharding: Any = None,
    vectorized: Any = ...,
    vmap_method: Static = None,
    **kwargs: Any,
) -> Tree: ...
def device_get(x: Any) -> Any: ...
def device_put(
    x: Any,
    device: Any = None,
    *,
    src: Any = None,
    donate: Any = False,
    may_alias: Any = None,
) -> Same[x]: ...
def block_until_ready(x: Any) -> x: ...
def typeof(x: Any) -> Static: ...
def device_count(backend: Any = None) -> Static[int]: ...
def local_device_count(backend: Any = None) -> Static[int]: ...
def process_count(backend: Any = None) -> Static[int]: ...
def process_index(backend: Any = None) -> Static[int]: ...
def devices(backend: Any = None) -> Static[list]: ...
def default_backend() -> Static[str]: ...

# ── context managers ─────────────────────────────────────────────────────────

def ensure_compile_time_eval() -> Untraced: ...
def disable_jit(disable: Static = True) -> Untraced: ...
def named_scope(name: Static) -> Any: ...

# ── classes ──────────────────────────────────────────────────────────────────

class ShapeDtypeStruct:
    shape: Static[tuple]
    dtype: Static
    ndim: Static[int]
    size: Static[int]
    weak_type: Static[bool]
    sharding: Static

# module: jax.core

class Tracer(jax.Array): ...

from jax import ensure_compile_time_eval as ensure_compile_time_eval

# module: jax.ad_checkpoint

from jax import checkpoint as checkpoint
from jax import checkpoint as remat

def checkpoint_name(x: Any, name: Static) -> Same[x]: ...

# module: jax.custom_batching

def custom_vmap(fun: Stages) -> Wrapped: ...
def sequential_vmap(f: Any) -> f: ...

# module: jax.custom_derivatives

from jax import closure_convert as closure_convert
from jax import custom_gradient as custom_gradient
from jax import custom_jvp as custom_jvp
from jax import custom_vjp as custom_vjp

def linear_call(
    fun: Traces[residual_args, linear_args],
    fun_transpose: Traces[residual_args, Any],
    residual_args: Any,
    linear_args: Any,
) -> Result[fun]: ...

# module: jax.export

def export(
    fun_jit: Any,
    *,
    platforms: Static = None,
    disabled_checks: Any = (),
    _override_lowering_rules: Any = None,
) -> fun_jit: ...

# module: jax.profiler

def annotate_function(func: Any, name: Static = None, **decorator_kwargs: Any) -> func: ...

# module: jax.test_util

def check_grads(
    f: Differentiates[*args],
    args: Any,
    order: Static,
    modes: Any = ...,
    atol: Any = None,
    rtol: Any = None,
    eps: Any = None,
) -> Static[None]: ...

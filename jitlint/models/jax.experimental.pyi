"""jax.experimental: where functions are handed over."""

def io_callback(
    callback: Host,
    result_shape_dtypes: Any,
    *args: Any,
    sharding: Any = None,
    ordered: Static = False,
    **kwargs: Any,
) -> Tree: ...

# module: jax.experimental.pjit

@varies("abstracted_axes")
def pjit(
    fun: Stages,
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

# module: jax.experimental.custom_partitioning

def custom_partitioning(fun: Stages, static_argnums: StaticNums = ()) -> Wrapped: ...

# module: jax.experimental.shard_map

@varies("auto")
def shard_map(
    f: Stages,
    mesh: Any,
    in_specs: InSpecs,
    out_specs: Any,
    check_rep: Static = True,
    auto: Any = ...,
) -> Wrapped: ...

# module: jax.experimental.checkify

def checkify(f: StagesClosed, errors: Any = ...) -> Wrapped[tuple[Any, Result[f]]]: ...
def check(
    pred: Any, msg: Static, *fmt_args: Any, debug: Static = False, **fmt_kwargs: Any
) -> Static[None]: ...
def check_error(error: Any) -> Static[None]: ...

# module: jax.experimental.sparse

def sparsify(f: Stages, use_tracer: Static = False) -> Wrapped: ...
def grad(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, **kwargs: Any
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def value_and_grad(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, **kwargs: Any
) -> Wrapped[tuple[Result[fun], Tree]]: ...
def jacfwd(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, **kwargs: Any
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def jacrev(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, **kwargs: Any
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...

# module: jax.experimental.jet

@varies("factorial_scaled")
def jet(
    fun: Traces[*primals], primals: Any, series: Any, factorial_scaled: Static = True, **_: Any
) -> tuple[Result[fun], Any]: ...

# module: jax.experimental.ode

def odeint(
    func: Traces[y0, Array, args],
    y0: Any,
    t: Any,
    *args: Any,
    rtol: Static = ...,
    atol: Static = ...,
    mxstep: Static = ...,
    hmax: Static = ...,
) -> Same[y0]: ...

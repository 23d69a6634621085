"""Flax linen: a module's `init` and `apply` call it; its transformations take classes.

Of a class the methods in `methods`, or `__call__`, are meant, and `self` is argument 0.
"""

def jit(
    target: StagesMethods,
    variables: Any = True,
    rngs: Any = True,
    static_argnums: StaticNums = (),
    static_argnames: StaticNames = (),
    donate_argnums: Any = (),
    device: Any = None,
    backend: Any = None,
    methods: Static = None,
) -> Wrapped: ...
def remat(
    target: StagesMethods,
    variables: Any = True,
    rngs: Any = True,
    concrete: Any = False,
    prevent_cse: Static = True,
    static_argnums: StaticNums = (),
    policy: Any = None,
    methods: Static = None,
) -> Wrapped: ...
checkpoint = remat
def vmap(
    target: MapsMethods,
    variable_axes: Any = ...,
    split_rngs: Any = ...,
    in_axes: InAxes = 0,
    out_axes: Any = 0,
    axis_size: Static = None,
    axis_name: Static = None,
    spmd_axis_name: Static = None,
    metadata_params: Any = ...,
    methods: Static = None,
) -> Wrapped: ...
def scan(
    target: MapsMethods,
    variable_axes: Any = ...,
    variable_broadcast: Any = False,
    variable_carry: Any = False,
    split_rngs: Any = ...,
    in_axes: XsAxes = 0,
    out_axes: Any = 0,
    length: Static = None,
    reverse: Static = False,
    unroll: Static = 1,
    data_transform: Any = None,
    metadata_params: Any = ...,
    methods: Static = None,
    _split_transpose: Any = False,
    check_constancy_invariants: Any = True,
) -> Wrapped: ...
def remat_scan(
    target: MapsMethods,
    lengths: Any = (),
    policy: Any = None,
    variable_broadcast: Any = False,
    variable_carry: Any = False,
    variable_axes: Any = ...,
    split_rngs: Any = ...,
) -> Wrapped: ...
def map_variables(
    target: Any,
    mapped_collections: Any = True,
    trans_in_fn: Any = ...,
    trans_out_fn: Any = ...,
    init: Any = False,
    mutable: Any = False,
    rngs: Any = True,
    variables: Any = True,
    methods: Static = None,
) -> target: ...
def add_metadata_axis(
    target: Any, variable_axes: Any = ..., metadata_params: Any = ...
) -> target: ...
def compact(fun: Any) -> fun: ...
def nowrap(fun: Any) -> fun: ...
def cond(
    pred: Any,
    true_fun: Traces[Any, operands],
    false_fun: Traces[Any, operands],
    mdl: Any,
    *operands: Any,
    variables: Any = True,
    rngs: Any = True,
) -> Result[true_fun, false_fun]: ...
def switch(
    index: Any,
    branches: TracesAll[Any, operands],
    mdl: Any,
    *operands: Any,
    variables: Any = True,
    rngs: Any = True,
) -> Result[branches]: ...
def while_loop(
    cond_fn: Traces[Any, init],
    body_fn: Traces[Any, init],
    mdl: Any,
    init: Any,
    carry_variables: Any = False,
    broadcast_variables: Any = True,
    split_rngs: Any = ...,
) -> Same[init]: ...
def grad(
    fn: Differentiates[Any, primals],
    mdl: Any,
    *primals: Any,
    has_aux: Static = False,
    reduce_axes: Any = (),
    variables: Any = True,
    rngs: Any = True,
) -> Any: ...
def value_and_grad(
    fn: Differentiates[Any, primals],
    mdl: Any,
    *primals: Any,
    has_aux: Static = False,
    reduce_axes: Any = (),
    variables: Any = True,
    rngs: Any = True,
) -> Any: ...
def vjp(
    fn: Differentiates[Any, primals],
    mdl: Any,
    *primals: Any,
    has_aux: Static = False,
    reduce_axes: Any = (),
    vjp_variables: Any = "params",
    variables: Any = True,
    rngs: Any = True,
    multi_scope: Any = False,
) -> Any: ...
def jvp(
    fn: Differentiates[Any, *primals],
    mdl: Any,
    primals: Any,
    tangents: Any,
    variable_tangents: Any,
    variables: Any = True,
    rngs: Any = True,
) -> Any: ...
def custom_vjp(
    fn: Any, forward_fn: Any, backward_fn: Any, grad_vars: Any = "params", nondiff_argnums: Any = ()
) -> fn: ...

class Module:
    """What calls the module itself hands on `args`; under jit these are traced."""
    def apply(
        self: Calls[args, kwargs],
        variables: Any,
        *args: Any,
        rngs: Any = None,
        method: Any = None,
        mutable: Any = False,
        capture_intermediates: Any = False,
        **kwargs: Any,
    ) -> If[mutable, tuple[Result[self], Any], Result[self]]: ...
    def init(
        self: Calls[args, kwargs],
        rngs: Any,
        *args: Any,
        method: Any = None,
        mutable: Any = ...,
        capture_intermediates: Any = False,
        **kwargs: Any,
    ) -> Any: ...
    def init_with_output(
        self: Calls[args, kwargs],
        rngs: Any,
        *args: Any,
        method: Any = None,
        mutable: Any = ...,
        capture_intermediates: Any = False,
        **kwargs: Any,
    ) -> tuple[Result[self], Any]: ...
    def param(
        self, name: Static, init_fn: Any, *init_args: Any, unbox: Any = True, **init_kwargs: Any
    ) -> Tree: ...
    def variable(
        self,
        col: Any,
        name: Static,
        init_fn: Any = None,
        *init_args: Any,
        unbox: Any = True,
        **init_kwargs: Any,
    ) -> Any: ...
    def sow(
        self, col: Any, name: Static, value: Any, reduce_fn: Any = ..., init_fn: Any = ...
    ) -> Static[bool]: ...
    def make_rng(self, name: Static = "params") -> Array: ...
    def has_rng(self, name: Static) -> Static[bool]: ...
    def has_variable(self, col: Any, name: Static) -> Static[bool]: ...
    def is_initializing(self) -> Static[bool]: ...
    def is_mutable_collection(self, col: Any) -> Static[bool]: ...
    def bind(
        self: Dispatches, variables: Any, *args: Any, rngs: Any = None, mutable: Any = False
    ) -> self: ...
    def clone(
        self,
        *,
        parent: Any = None,
        _deep_clone: Any = False,
        _reset_names: Any = False,
        **updates: Any,
    ) -> Any: ...

class Dense(Module):
    def __call__(self, inputs: Any) -> Array: ...
class DenseGeneral(Module):
    def __call__(self, inputs: Any) -> Array: ...
class Conv(Module):
    def __call__(self, inputs: Any) -> Array: ...
class Embed(Module):
    def __call__(self, inputs: Any) -> Array: ...
class LayerNorm(Module):
    def __call__(self, x: Any, *, mask: Any = None) -> Array: ...
class GroupNorm(Module):
    def __call__(self, x: Any, *, mask: Any = None) -> Array: ...
class RMSNorm(Module):
    def __call__(self, x: Any, *, mask: Any = None) -> Array: ...
class Sequential(Module):
    """Holds its layers, each called with what the one before returns."""
    def __call__(self: Calls[args, kwargs], *args: Any, **kwargs: Any) -> Array: ...
class BatchNorm(Module):
    def __call__(
        self, x: Any, use_running_average: Tested = None, *, mask: Any = None
    ) -> Array: ...
class Dropout(Module):
    def __call__(self, inputs: Any, deterministic: Tested = None, rng: Any = None) -> Array: ...

def relu(x: Any) -> Array: ...
def gelu(x: Any, approximate: Static = True) -> Array: ...
def silu(x: Any) -> Array: ...
def swish(x: Any) -> Array: ...
def sigmoid(x: Any) -> Array: ...
def tanh(x: Any, /) -> Array: ...
def softmax(x: Any, axis: Static = -1, where: Any = None) -> Array: ...
def log_softmax(x: Any, axis: Static = -1, where: Any = None) -> Array: ...
def elu(x: Any, alpha: Any = 1.0) -> Array: ...
def leaky_relu(x: Any, negative_slope: Any = 0.01) -> Array: ...
def softplus(x: Any) -> Array: ...
@varies("out_sharding")
def one_hot(
    x: Any,
    num_classes: Any,
    *,
    dtype: Any = None,
    axis: Static = -1,
    out_sharding: Any = None,
) -> Array: ...
def avg_pool(
    inputs: Any,
    window_shape: Any,
    strides: Static = None,
    padding: Static = "VALID",
    count_include_pad: Any = True,
) -> Array: ...
def max_pool(
    inputs: Any, window_shape: Any, strides: Static = None, padding: Static = "VALID"
) -> Array: ...

"""Flax NNX: its transformations let a function change the modules that it is handed."""

def jit(
    fun: StagesObjects = ...,
    *,
    in_shardings: Any = None,
    out_shardings: Any = None,
    static_argnums: StaticNums = None,
    static_argnames: StaticNames = None,
    donate_argnums: Any = None,
    donate_argnames: Any = None,
    keep_unused: Static = False,
    device: Any = None,
    backend: Any = None,
    inline: Static = False,
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped: ...
def pmap(
    f: StagesObjects = ...,
    *,
    axis_name: Static = None,
    in_axes: Any = 0,
    out_axes: Any = 0,
    static_broadcasted_argnums: StaticNums = (),
    devices: Any = None,
    backend: Any = None,
    axis_size: Static = None,
    donate_argnums: Any = (),
    transform_metadata: Any = ...,
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped: ...
def shard_map(
    f: StagesObjects = ...,
    *,
    mesh: Any,
    in_specs: Any,
    out_specs: Any,
    axis_names: Any = ...,
    check_vma: Any = True,
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped: ...
def vmap(
    f: MapsObjects = ...,
    *,
    in_axes: InAxes = 0,
    out_axes: Any = 0,
    axis_name: Static = None,
    axis_size: Static = None,
    spmd_axis_name: Static = None,
    transform_metadata: Any = ...,
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped: ...
def scan(
    f: StagesObjects = ...,
    *,
    length: Static = None,
    reverse: Static = False,
    unroll: Static = 1,
    _split_transpose: Any = False,
    in_axes: Any = ...,
    out_axes: Any = ...,
    transform_metadata: Any = ...,
    graph: Any = None,
    graph_updates: Any = None,
) -> Any: ...
def remat(
    f: StagesObjects = ...,
    *,
    prevent_cse: Static = True,
    static_argnums: StaticNums = (),
    policy: Any = None,
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped: ...
def grad(
    f: DifferentiatesObjects = ...,
    *,
    argnums: ArgNums = 0,
    has_aux: Static = False,
    holomorphic: Static = False,
    allow_int: Static = False,
    reduce_axes: Any = (),
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def value_and_grad(
    f: DifferentiatesObjects = ...,
    *,
    argnums: ArgNums = 0,
    has_aux: Static = False,
    holomorphic: Static = False,
    allow_int: Static = False,
    reduce_axes: Any = (),
    graph: Any = None,
    graph_updates: Any = None,
) -> Wrapped[tuple[Result[f], Tree]]: ...
def vjp(
    f: DifferentiatesObjects[primals] = ...,
    *primals: Any,
    has_aux: Static = False,
    reduce_axes: Any = (),
    graph: Any = None,
    graph_updates: Any = None,
) -> Any: ...
def jvp(
    f: DifferentiatesObjects[*primals] = ...,
    primals: Any = ...,
    tangents: Any = ...,
    *,
    has_aux: Static = False,
    graph: Any = None,
    graph_updates: Any = None,
) -> Any: ...
def custom_vjp(
    fun: Any = ..., *, nondiff_argnums: Any = (), graph: Any = None, graph_updates: Any = None
) -> fun: ...
def cond(
    pred: Any,
    true_fun: Traces[operands],
    false_fun: Traces[operands],
    *operands: Any,
    graph: Any = None,
    graph_updates: Any = None,
) -> Result[true_fun, false_fun]: ...
def switch(
    index: Any,
    branches: TracesAll[operands],
    *operands: Any,
    graph: Any = None,
    graph_updates: Any = None,
) -> Result[branches]: ...
def while_loop(
    cond_fun: Traces[init_val],
    body_fun: Traces[init_val],
    init_val: Any,
    *,
    graph: Any = None,
    graph_updates: Any = None,
) -> Same[init_val]: ...
def fori_loop(
    lower: Any,
    upper: Any,
    body_fun: Traces[Array, init_val],
    init_val: Any,
    *,
    unroll: Static = None,
    graph: Any = None,
    graph_updates: Any = None,
) -> Same[init_val]: ...
def eval_shape(
    f: Traces[args, kwargs], *args: Any, graph: Any = None, graph_updates: Any = None, **kwargs: Any
) -> Any: ...
def make_jaxpr(
    f: StagesObjects = ...,
    *,
    graph: Any = None,
    graph_updates: Any = None,
    static_argnums: StaticNums = (),
) -> Wrapped[Any]: ...
def checkify(f: Any, errors: Any = ..., graph: Any = None, graph_updates: Any = None) -> Any: ...
def jit_partial(
    fun: Any,
    *partial_args: Any,
    in_shardings: Any = None,
    out_shardings: Any = None,
    static_argnums: StaticNums = None,
    static_argnames: StaticNames = None,
    donate_argnums: Any = None,
    donate_argnames: Any = None,
    keep_unused: Static = False,
    device: Any = None,
    backend: Any = None,
    inline: Static = False,
    graph: Any = None,
    graph_updates: Any = None,
) -> Any: ...
def cached_partial(
    f: Any, *cached_args: Any, graph: Any = None, graph_updates: Any = None
) -> Any: ...
def split(node: Any, *filters: Any, graph: Any = None) -> Any: ...
def merge(
    graphdef_or_graphstate: Any, /, *states: Any, copy: Any = False, recreate_variables: Any = True
) -> Any: ...
def update(node: Any, state: Any, /, *states: Any) -> Static[None]: ...
def state(node: Any, *filters: Any, graph: Any = None) -> Any: ...
def split_rngs(
    node: Any = ...,
    /,
    *,
    splits: Any,
    only: Any = ...,
    squeeze: Any = False,
    graph: Any = None,
    graph_updates: Any = None,
) -> Any: ...

class Module: ...
class Rngs: ...
class Optimizer: ...

class Linear(Module):
    def __call__(self, inputs: Any, out_sharding: Any = None) -> Array: ...
class LinearGeneral(Module):
    def __call__(self, inputs: Any, out_sharding: Any = None) -> Array: ...
class Conv(Module):
    def __call__(self, inputs: Any, out_sharding: Any = None) -> Array: ...
class Embed(Module):
    def __call__(self, inputs: Any, out_sharding: Any = None) -> Array: ...
class LayerNorm(Module):
    def __call__(self, x: Any, *, mask: Any = None) -> Array: ...
class RMSNorm(Module):
    def __call__(self, x: Any, mask: Any = None) -> Array: ...
class GroupNorm(Module):
    def __call__(self, x: Any, *, mask: Any = None) -> Array: ...
class Sequential(Module):
    def __call__(self, *args: Any, rngs: Any = None, **kwargs: Any) -> Array: ...
class BatchNorm(Module):
    def __call__(
        self, x: Any, use_running_average: Tested = None, *, mask: Any = None
    ) -> Array: ...
class Dropout(Module):
    def __call__(self, inputs: Any, *, deterministic: Tested = None, rngs: Any = None) -> Array: ...

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

"""Haiku: a transformed function's `init` and `apply` call it, and trace nothing themselves."""

def transform(f: Any, *, apply_rng: Any = True) -> Transformed[f]: ...
def transform_with_state(f: Any) -> TransformedWithState[f]: ...
def without_apply_rng(f: Any) -> Any: ...
def without_state(f: Any) -> Any: ...
def multi_transform(f: Any) -> Any: ...

class _WithoutRng:
    """Holds the function of a `Transformed` given to `without_apply_rng`."""
    def init(self: Calls[args, kwargs], rng: Any, *args: Any, **kwargs: Any) -> Any: ...
    def apply(
        self: Calls[args, kwargs], params: Any, *args: Any, **kwargs: Any
    ) -> Result[self]: ...

class Transformed:
    """Holds the function given to `transform`."""
    def init(self: Calls[args, kwargs], rng: Any, *args: Any, **kwargs: Any) -> Any: ...
    def apply(
        self: Calls[args, kwargs], params: Any, rng: Any, *args: Any, **kwargs: Any
    ) -> Result[self]: ...

class _WithStateOnly:
    """Holds the function of a `TransformedWithState` given to `without_apply_rng`."""
    def init(self: Calls[args, kwargs], rng: Any, *args: Any, **kwargs: Any) -> Any: ...
    def apply(
        self: Calls[args, kwargs], params: Any, state: Any, *args: Any, **kwargs: Any
    ) -> tuple[Result[self], Any]: ...

class TransformedWithState:
    """Holds the function given to `transform_with_state`."""
    def init(self: Calls[args, kwargs], rng: Any, *args: Any, **kwargs: Any) -> Any: ...
    def apply(
        self: Calls[args, kwargs],
        params: Any,
        state: Any,
        rng: Any,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[Result[self], Any]: ...

class Module: ...

def vmap(
    fun: Maps,
    in_axes: InAxes = 0,
    out_axes: Any = 0,
    axis_name: Static = None,
    axis_size: Static = None,
    *,
    split_rng: Any,
    spmd_axis_name: Static = None,
) -> Wrapped: ...
@varies("concrete")
def remat(
    fun: Stages,
    *,
    prevent_cse: Static = True,
    policy: Any = None,
    static_argnums: StaticNums = (),
    concrete: Any = ...,
) -> Wrapped: ...
def grad(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, holomorphic: Static = False
) -> Wrapped[If[has_aux, tuple[Tree, Any], Tree]]: ...
def value_and_grad(
    fun: Differentiates, argnums: ArgNums = 0, has_aux: Static = False, holomorphic: Static = False
) -> Wrapped[tuple[Result[fun], Tree]]: ...
def eval_shape(fun: Traces[args, kwargs], *args: Any, **kwargs: Any) -> Any: ...
def scan(
    f: Traces[init, Each[xs]],
    init: Any,
    xs: Any,
    length: Static = None,
    reverse: Static = False,
    unroll: Static = 1,
) -> Result[f]: ...
def map(f: Traces[Each[xs]], xs: Any) -> Result[f]: ...
def while_loop(
    cond_fun: Traces[init_val], body_fun: Traces[init_val], init_val: Any
) -> Same[init_val]: ...
def fori_loop(
    lower: Any, upper: Any, body_fun: Traces[Array, init_val], init_val: Any
) -> Same[init_val]: ...
def cond(
    pred: Any,
    true_fun: Traces[operands, Given[operand]],
    false_fun: Traces[operands, Given[operand]],
    *operands: Any,
    operand: Any = ...,
) -> Result[true_fun, false_fun]: ...
def switch(index: Any, branches: TracesAll[operands], *operands: Any) -> Result[branches]: ...
def dynamic_unroll(
    core: Traces[Each[input_sequence], initial_state],
    input_sequence: Any,
    initial_state: Any,
    time_major: Static = True,
    reverse: Static = False,
    return_all_states: Static = False,
    unroll: Static = 1,
) -> Any: ...
def static_unroll(
    core: Calls[Each[input_sequence], initial_state],
    input_sequence: Any,
    initial_state: Any,
    time_major: Static = True,
) -> Any: ...
def layer_stack(
    num_layers: Static,
    with_per_layer_inputs: Any = False,
    unroll: Static = 1,
    pass_reverse_to_layer_fn: Any = False,
    transparent: Any = False,
    transparency_map: Any = None,
    name: Static = None,
) -> _LayerStack: ...

class _LayerStack:
    """A decorator: one layer is traced for all."""
    def __call__(self, f: Stages) -> Wrapped: ...

def to_module(f: Any) -> Any: ...
def transparent(method: Any) -> method: ...
def lift(init_fn: Any, *, allow_reuse: Any = False, name: Static = "lifted") -> Any: ...
def get_parameter(name: Static, shape: Any, dtype: Any = None, init: Any = None) -> Array: ...
def get_state(name: Static, shape: Any = None, dtype: Any = ..., init: Any = None) -> Tree: ...
def set_state(name: Static, value: Any) -> Static[None]: ...
def next_rng_key() -> Array: ...
def next_rng_keys(num: Any) -> Array: ...
def running_init() -> Static[bool]: ...

class Linear(Module):
    def __call__(self, inputs: Any, *, precision: Any = None) -> Array: ...
class Conv1D(Module):
    def __call__(self, inputs: Any, *, precision: Any = None) -> Array: ...
class Conv2D(Module):
    def __call__(self, inputs: Any, *, precision: Any = None) -> Array: ...
class LayerNorm(Module):
    def __call__(self, inputs: Any, scale: Any = None, offset: Any = None) -> Array: ...
class Embed(Module):
    def __call__(self, ids: Any, lookup_style: Any = None, precision: Any = None) -> Array: ...
class Flatten(Module):
    def __call__(self, inputs: Any) -> Array: ...
class BatchNorm(Module):
    def __call__(
        self,
        inputs: Any,
        is_training: Tested,
        test_local_stats: Any = False,
        scale: Any = None,
        offset: Any = None,
    ) -> Array: ...

def dropout(rng: Any, rate: Static, x: Any, broadcast_dims: Any = ()) -> Array: ...
def max_pool(
    value: Any, window_shape: Any, strides: Static, padding: Static, channel_axis: Any = -1
) -> Array: ...
def avg_pool(
    value: Any, window_shape: Any, strides: Static, padding: Static, channel_axis: Any = -1
) -> Array: ...

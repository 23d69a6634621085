"""Optax: optimizers are pairs of pure functions; losses and norms are arrays.

An optimizer holds its schedule, and `update` calls that with the count in its state.
"""

class _Scheduled:
    """Is called by what holds it in turn, as `chain` does; a schedule ends the line."""
    def __call__(self: Calls[count], count: Any) -> Result[self]: ...
    def init(self, params: Any) -> Tree: ...
    def update(
        self: Calls[Leaf[state]], updates: Any, state: Any, params: Any = None, **extra_args: Any
    ) -> tuple[Like[updates], Tree]: ...

class _Schedules:
    """One schedule after another; all are called, and one is chosen."""
    def __call__(self: Calls[count], count: Any) -> Result[self]: ...

class GradientTransformation(_Scheduled): ...
class GradientTransformationExtraArgs(GradientTransformation): ...

def apply_updates(params: Any, updates: Any) -> Like[params]: ...
def incremental_update(new_tensors: Any, old_tensors: Any, step_size: Any) -> Same[old_tensors]: ...
def global_norm(updates: Any) -> Array: ...
def inject_hyperparams(
    inner_factory: Any, static_args: Static = (), hyperparam_dtype: Any = None
) -> Any: ...
def clip_by_global_norm(max_norm: Any) -> GradientTransformation: ...
def clip(max_delta: Any) -> GradientTransformation: ...
def scale(step_size: Any) -> GradientTransformation: ...
def scale_by_schedule(step_size_fn: Any) -> GradientTransformation[step_size_fn]: ...
def scale_by_learning_rate(
    learning_rate: Any = None, *, flip_sign: Any = True
) -> GradientTransformation[learning_rate]: ...
def apply_if_finite(inner: Any, max_consecutive_errors: Any) -> GradientTransformation[inner]: ...
def smooth_labels(labels: Any, alpha: Any, *, axis: Static = -1, where: Any = None) -> Array: ...
def join_schedules(schedules: Any, boundaries: Any) -> _Schedules[schedules]: ...
def chain(*args: Any) -> GradientTransformationExtraArgs[args]: ...

def l2_loss(predictions: Any, targets: Any = None) -> Array: ...
def squared_error(predictions: Any, targets: Any = None) -> Array: ...
def huber_loss(predictions: Any, targets: Any = None, *, delta: Any = 1.0) -> Array: ...
def log_cosh(predictions: Any, targets: Any = None) -> Array: ...
def cosine_similarity(
    predictions: Any, targets: Any, *, epsilon: Any = 0.0, axis: Static = -1, where: Any = None
) -> Array: ...
def cosine_distance(
    predictions: Any, targets: Any, *, epsilon: Any = 0.0, axis: Static = -1, where: Any = None
) -> Array: ...
def sigmoid_binary_cross_entropy(logits: Any, labels: Any) -> Array: ...
def softmax_cross_entropy(
    logits: Any, labels: Any, axis: Static = -1, where: Any = None
) -> Array: ...
def softmax_cross_entropy_with_integer_labels(
    logits: Any, labels: Any, axis: Static = -1, where: Any = None
) -> Array: ...
def adam(
    learning_rate: Any,
    b1: Any = 0.9,
    b2: Any = 0.999,
    eps: Any = 1e-08,
    eps_root: Any = 0.0,
    mu_dtype: Any = None,
    *,
    nesterov: Any = False,
) -> GradientTransformationExtraArgs[learning_rate]: ...
def adamw(
    learning_rate: Any,
    b1: Any = 0.9,
    b2: Any = 0.999,
    eps: Any = 1e-08,
    eps_root: Any = 0.0,
    mu_dtype: Any = None,
    weight_decay: Any = 0.0001,
    mask: Any = None,
    *,
    nesterov: Any = False,
) -> GradientTransformationExtraArgs[learning_rate]: ...
def sgd(
    learning_rate: Any, momentum: Any = None, nesterov: Any = False, accumulator_dtype: Any = None
) -> GradientTransformationExtraArgs[learning_rate]: ...
def rmsprop(
    learning_rate: Any,
    decay: Any = 0.9,
    eps: Any = 1e-08,
    initial_scale: Any = 0.0,
    eps_in_sqrt: Any = True,
    centered: Any = False,
    momentum: Any = None,
    nesterov: Any = False,
    bias_correction: Any = False,
) -> GradientTransformationExtraArgs[learning_rate]: ...
def adagrad(
    learning_rate: Any, initial_accumulator_value: Any = 0.1, eps: Any = 1e-07
) -> GradientTransformationExtraArgs[learning_rate]: ...
def lion(
    learning_rate: Any,
    b1: Any = 0.9,
    b2: Any = 0.99,
    mu_dtype: Any = None,
    weight_decay: Any = 0.001,
    mask: Any = None,
) -> GradientTransformationExtraArgs[learning_rate]: ...
def lbfgs(
    learning_rate: Any = None,
    memory_size: Static = 10,
    scale_init_precond: Static = True,
    linesearch: Any = ...,
) -> GradientTransformationExtraArgs[learning_rate]: ...
def microbatch(
    fun: Any,
    argnums: Any,
    microbatch_size: Static,
    accumulator: Any = ...,
    *,
    argnames: Any = (),
    in_axes: Any = 0,
    num_real_microbatches: Any = None,
) -> fun: ...
def lamb(
    learning_rate: Any,
    b1: Any = 0.9,
    b2: Any = 0.999,
    eps: Any = 1e-06,
    eps_root: Any = 0.0,
    weight_decay: Any = 0.0,
    mask: Any = None,
) -> GradientTransformationExtraArgs[learning_rate]: ...

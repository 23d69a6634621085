"""Optax: optimizers are pairs of pure functions; losses and norms are arrays."""

class GradientTransformation:
    init: Any
    update: Any

class GradientTransformationExtraArgs(GradientTransformation): ...

def apply_updates(params: Any, updates: Any) -> Like[params]: ...
def incremental_update(new_tensors: Any, old_tensors: Any, step_size: Any) -> Same[old_tensors]: ...
def global_norm(updates: Any) -> Array: ...
def inject_hyperparams(
    inner_factory: Any, static_args: Static = (), hyperparam_dtype: Any = None
) -> Any: ...
def chain(*args: Any) -> GradientTransformationExtraArgs: ...

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
) -> GradientTransformationExtraArgs: ...
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
) -> GradientTransformationExtraArgs: ...
def sgd(
    learning_rate: Any, momentum: Any = None, nesterov: Any = False, accumulator_dtype: Any = None
) -> GradientTransformationExtraArgs: ...
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
) -> GradientTransformationExtraArgs: ...
def adagrad(
    learning_rate: Any, initial_accumulator_value: Any = 0.1, eps: Any = 1e-07
) -> GradientTransformationExtraArgs: ...
def lion(
    learning_rate: Any,
    b1: Any = 0.9,
    b2: Any = 0.99,
    mu_dtype: Any = None,
    weight_decay: Any = 0.001,
    mask: Any = None,
) -> GradientTransformationExtraArgs: ...
def lamb(
    learning_rate: Any,
    b1: Any = 0.9,
    b2: Any = 0.999,
    eps: Any = 1e-06,
    eps_root: Any = 0.0,
    weight_decay: Any = 0.0,
    mask: Any = None,
) -> GradientTransformationExtraArgs: ...

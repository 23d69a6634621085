"""Optimisers, schedules and losses."""

import jax
import jax.numpy as jnp
import optax
from optax import contrib, losses, projections, tree_utils

params = {"w": jnp.ones((4, 3)), "b": jnp.zeros(3)}


def loss(p, x):
    return ((x @ p["w"] + p["b"]) ** 2).sum()


def run(optimizer, p, x):
    def step(carry, _):
        p, state = carry
        value, grads = jax.value_and_grad(loss)(p, x)
        updates, state = optimizer.update(grads, state, p)
        return (optax.apply_updates(p, updates), state), value

    return jax.lax.scan(step, (p, optimizer.init(p)), None, length=2)


for optimizer in (
    optax.adam(1e-3),
    optax.adamw(optax.warmup_cosine_decay_schedule(0.0, 1e-3, 1, 4)),
    optax.adabelief(1e-3),
    optax.adafactor(1e-3),
    optax.adagrad(1e-3),
    optax.adamax(1e-3),
    optax.amsgrad(1e-3),
    optax.fromage(1e-3),
    optax.lamb(1e-3),
    optax.lars(1e-3),
    optax.lion(1e-3),
    optax.nadam(1e-3),
    optax.noisy_sgd(1e-3, key=0),
    optax.novograd(1e-3),
    optax.radam(1e-3),
    optax.rmsprop(1e-3, momentum=0.9, centered=True),
    optax.rprop(1e-3),
    optax.sm3(1e-3),
    optax.yogi(1e-3),
    optax.sgd(1e-3, momentum=0.9, nesterov=True),
    optax.chain(optax.clip_by_global_norm(1.0), optax.ema(0.9), optax.scale(-0.1)),
    optax.MultiSteps(optax.adam(1e-3), 2),
    optax.masked(optax.adam(1e-3), {"w": True, "b": False}),
    optax.sgd(1e-3),
    optax.apply_if_finite(optax.adam(1e-3), 2),
    optax.inject_hyperparams(optax.adam)(learning_rate=1e-3),
    optax.partition({"a": optax.adam(1e-3), "z": optax.sgd(1e-3)}, {"w": "a", "b": "z"}),
    contrib.muon(1e-3),
    contrib.prodigy(),
    contrib.schedule_free_adamw(1e-3),
    contrib.ademamix(1e-3),
    contrib.dadapt_adamw(),
    contrib.cocob(),
):
    jax.jit(lambda p, x, o=optimizer: run(o, p, x))(params, jnp.ones((2, 4)))


def searched(p, x):
    f = lambda p: loss(p, x)
    optimizer = optax.lbfgs(1.0)
    state = optimizer.init(p)
    value, grads = optax.value_and_grad_from_state(f)(p, state=state)
    updates, state = optimizer.update(grads, state, p, value=value, grad=grads, value_fn=f)
    return optax.apply_updates(p, updates)


jax.jit(searched)(params, jnp.ones((2, 4)))
a, b, labels = jnp.ones((4, 3)), jnp.zeros((4, 3)), jnp.array([0, 1, 2, 0])
for f in (
    lambda a: losses.softmax_cross_entropy(a, b),
    lambda a: losses.softmax_cross_entropy_with_integer_labels(a, labels),
    lambda a: losses.sigmoid_binary_cross_entropy(a, b),
    lambda a: losses.huber_loss(a, b),
    lambda a: losses.cosine_similarity(a, b + 1),
    lambda a: losses.ctc_loss(a[None], jnp.zeros((1, 4)), jnp.ones((1, 2), int), jnp.zeros((1, 2))),
    lambda a: losses.hinge_loss(a, b),
    lambda a: losses.kl_divergence(jax.nn.log_softmax(a), jax.nn.softmax(b)),
    lambda a: losses.smooth_labels(a, 0.1),
    lambda a: projections.projection_simplex(a[0]),
    lambda a: projections.projection_l1_ball(a[0]),
    lambda a: tree_utils.tree_norm({"a": a}),
    lambda a: optax.perturbations.make_perturbed_fun(jnp.sin, 4)(jax.random.key(0), a),
):
    jax.jit(jax.grad(lambda a, f=f: f(a).sum()))(a)
schedule = optax.join_schedules(
    [optax.linear_schedule(0, 1, 2), optax.exponential_decay(1, 2, 0.5)], [2]
)
jax.jit(jax.vmap(schedule))(jnp.arange(4))
jax.jit(optax.piecewise_interpolate_schedule("cosine", 1.0, {2: 0.5}))(1)
cycle = {"init_value": 0.0, "peak_value": 1.0, "decay_steps": 4, "warmup_steps": 2}
jax.jit(optax.sgdr_schedule([cycle]))(1)

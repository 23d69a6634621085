"""Value and policy losses of a batch, differentiated."""

import jax
import jax.numpy as jnp
import rlax

q = jnp.arange(15.0).reshape(5, 3)
a, r, d = jnp.array([0, 1, 2, 0, 1]), jnp.ones(5), jnp.full(5, 0.9)


@jax.jit
def loss(q):
    double = jax.vmap(rlax.double_q_learning)(q, a, r, d, q, q)
    simple = jax.vmap(rlax.q_learning)(q, a, r, d, q)
    sarsa = jax.vmap(rlax.sarsa)(q, a, r, d, q, a)
    policy = rlax.policy_gradient_loss(q, a, r, jnp.ones(5))
    entropy = rlax.entropy_loss(q, jnp.ones(5))
    ppo = rlax.clipped_surrogate_pg_loss(q[:, 0], r, 0.2)
    values = rlax.vtrace(q[:, 0], q[:, 1], r, d, r)
    returns = rlax.lambda_returns(r, d, q[:, 0], 0.9)
    huber = rlax.huber_loss(q)
    return sum(each.sum() for each in (double, simple, sarsa, values, returns, huber)) + (
        policy + entropy + ppo
    )


jax.grad(loss)(q)
jax.jit(lambda key, q: rlax.epsilon_greedy(0.1).sample(key, q))(jax.random.key(0), q[0])
jax.jit(lambda q: rlax.softmax(1.0).logprob(q, jnp.array(1)))(q[0])
jax.jit(lambda r, d: rlax.truncated_generalized_advantage_estimation(r, d, 0.9, jnp.ones(6)))(r, d)
jax.jit(lambda q: rlax.categorical_l2_project(jnp.arange(3.0), q[0], jnp.arange(3.0)))(q)

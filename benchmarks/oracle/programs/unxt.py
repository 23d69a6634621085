"""Quantities with units, and functions of them."""

import jax
import jax.numpy as jnp
import quaxed.numpy as qnp
import unxt as u

length, time = u.Quantity(jnp.array([1.0, 2.0]), "m"), u.Quantity(jnp.array([3.0, 4.0]), "s")


@jax.jit
def speeds(x, t):
    v = x / t
    a = v**2 / x
    return v.to("km / s"), a.ustrip("m / s2"), u.uconvert("km", x + 2 * x), x.decompose


def norm(x, t):
    e = qnp.sqrt(qnp.sum(x * x)) + qnp.max(x) - qnp.mean(x)
    return e / qnp.sum(t)


jax.jit(lambda x, t: speeds.__wrapped__(x, t)[:3])(length, time)
jax.jit(norm)(length, time)
jax.vmap(norm)(u.Quantity(jnp.ones((3, 2)), "m"), u.Quantity(jnp.ones((3, 2)), "s"))
jax.jit(jax.grad(lambda x: u.ustrip("m2", qnp.sum(u.Quantity(x, "m") ** 2))))(jnp.ones(2))
u.experimental.grad(lambda x: x**2, units=("m",))(u.Quantity(1.0, "m"))
angle = u.Angle(jnp.array([10.0, 20.0]), "deg")
jax.jit(lambda a: qnp.sin(a) + qnp.cos(a))(angle)
jax.jit(lambda x: (x.at[0].set(u.Quantity(1.0, "m")), x.reshape(2, 1), x[0] > x[1]))(length)
jax.jit(lambda x: qnp.where(x.value > 1, x, qnp.zeros_like(x)))(length)
jax.jit(lambda x: qnp.concatenate([x, qnp.stack([x[0], x[1]])]))(length)

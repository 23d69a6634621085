"""Groups of rotations and motions, over a batch and differentiated."""

import jax
import jax.numpy as jnp
import jaxlie

for group in (jaxlie.SO2, jaxlie.SO3, jaxlie.SE2, jaxlie.SE3):
    tangent = jnp.full((group.tangent_dim,), 0.1)

    @jax.jit
    def norm(tangent, group=group):
        element = group.exp(tangent)
        other = element @ element.inverse()
        point = element.apply(jnp.ones(group.space_dim))
        return (element.log() + other.log()).sum() + element.adjoint().sum() + point.sum()

    jax.grad(norm)(tangent)
    jax.vmap(norm)(tangent[None])
    jax.jit(lambda key, group=group: group.sample_uniform(key))(jax.random.PRNGKey(0))
    jaxlie.manifold.grad(lambda element: element.log().sum())(group.exp(tangent))

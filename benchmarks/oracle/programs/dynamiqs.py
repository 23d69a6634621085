"""Quantum systems are evolved."""

import dynamiqs as dq
import jax
import jax.numpy as jnp

a = dq.destroy(4)
psi = dq.coherent(4, 1.0)
times = jnp.linspace(0, 0.2, 5)


def energy(w):
    h = w * a.dag() @ a + dq.modulated(lambda t: jnp.cos(w * t), a + a.dag())
    found = dq.sesolve(h, psi, times, exp_ops=[a.dag() @ a])
    return found.expects[0].real.sum()


jax.jit(jax.grad(energy))(1.0)


def decay(k):
    found = dq.mesolve(
        a.dag() @ a,
        [jnp.sqrt(k) * a],
        psi,
        times,
        method=dq.method.Tsit5(),
    )
    return jnp.abs(dq.trace(found.states)).sum()


jax.jit(decay)(0.1)
rho = dq.todm(psi)
jax.jit(lambda w: dq.sepropagator(w * a.dag() @ a, times).propagators.to_jax())(1.0)
jax.jit(lambda x: dq.entropy_vn(x))(rho)
jax.jit(lambda x: dq.fidelity(x, rho))(rho)
jax.jit(lambda x: dq.ptrace(dq.tensor(x, x), 0, dims=(4, 4)).to_jax())(rho)

"""Equations are solved, with adjoints and events."""

import diffrax as dfx
import jax
import jax.numpy as jnp

term = dfx.ODETerm(lambda t, y, args: -args * y)


def solve(solver, control, adjoint, a):
    return dfx.diffeqsolve(
        term,
        solver,
        0.0,
        1.0,
        0.1,
        jnp.ones(2),
        a,
        stepsize_controller=control,
        adjoint=adjoint,
        saveat=dfx.SaveAt(ts=jnp.linspace(0, 1, 3)),
        max_steps=64,
    ).ys.sum()


pid, constant = dfx.PIDController(1e-3, 1e-3), dfx.ConstantStepSize()
for solver, control, adjoint in (
    (dfx.Tsit5(), pid, dfx.RecursiveCheckpointAdjoint()),
    (dfx.Kvaerno3(), pid, dfx.RecursiveCheckpointAdjoint()),
    (dfx.Euler(), constant, dfx.DirectAdjoint()),
    (dfx.Heun(), constant, dfx.BacksolveAdjoint()),
    (dfx.LeapfrogMidpoint(), constant, dfx.RecursiveCheckpointAdjoint()),
):
    jax.jit(jax.grad(lambda a, s=solver, c=control, d=adjoint: solve(s, c, d, a)))(1.0)
noise = dfx.VirtualBrownianTree(0.0, 1.0, 1e-2, (), jax.random.key(0))
terms = dfx.MultiTerm(dfx.ODETerm(lambda t, y, a: -y), dfx.ControlTerm(lambda t, y, a: 0.1, noise))
jax.jit(lambda y: dfx.diffeqsolve(terms, dfx.Heun(), 0.0, 1.0, 0.1, y).ys)(1.0)

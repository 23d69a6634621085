"""Roots, fixed points, minima and least squares."""

import jax
import jax.numpy as jnp
import optimistix as optx


def f(y, args):
    return (y - args) ** 2


y = jnp.ones(2) * 2
for solve, solver in (
    (optx.minimise, optx.BFGS(1e-3, 1e-3)),
    (optx.minimise, optx.NelderMead(1e-3, 1e-3)),
    (optx.minimise, optx.NonlinearCG(1e-3, 1e-3)),
    (optx.least_squares, optx.LevenbergMarquardt(1e-3, 1e-3)),
    (optx.least_squares, optx.Dogleg(1e-3, 1e-3)),
    (optx.root_find, optx.Newton(1e-3, 1e-3)),
    (optx.root_find, optx.Chord(1e-3, 1e-3)),
    (optx.fixed_point, optx.FixedPointIteration(1e-3, 1e-3)),
):
    g = (lambda y, a: f(y, a).sum()) if solve is optx.minimise else f
    if solve is optx.fixed_point:
        g = lambda y, a: 0.5 * y + a
    jax.jit(jax.grad(lambda a, g=g, s=solve, v=solver: s(g, v, y, a, throw=False).value.sum()))(1.0)

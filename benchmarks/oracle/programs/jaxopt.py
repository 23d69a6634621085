"""Solvers are run and stepped, and differentiated by the implicit function."""

import jax
import jax.numpy as jnp
import jaxopt
from jaxopt import loss, objective, projection, prox

A = jnp.eye(3) + 0.1
b = jnp.ones(3)


def square(x, a):
    return jnp.sum((A @ x - a) ** 2)


for solver in (
    jaxopt.GradientDescent(square, maxiter=4),
    jaxopt.LBFGS(square, maxiter=4),
    jaxopt.BFGS(square, maxiter=3),
    jaxopt.NonlinearCG(square, maxiter=3),
    jaxopt.PolyakSGD(square, maxiter=3),
    jaxopt.ArmijoSGD(square, maxiter=3),
):
    jax.jit(jax.grad(lambda a, s=solver: s.run(jnp.zeros(3), a).params.sum()))(b)
for solver in (jaxopt.GaussNewton, jaxopt.LevenbergMarquardt):
    s = solver(lambda x, a: A @ x - a, maxiter=3)
    jax.jit(lambda a, s=s: s.run(jnp.zeros(3), a).params)(b)
proximal = jaxopt.ProximalGradient(square, prox.prox_lasso, maxiter=3)
jax.jit(lambda a: proximal.run(jnp.zeros(3), 0.1, a).params)(b)
projected = jaxopt.ProjectedGradient(square, projection.projection_simplex, maxiter=3)
jax.jit(lambda a: projected.run(jnp.ones(3) / 3, a=a).params)(b)
point = jaxopt.FixedPointIteration(lambda x, a: jnp.cos(x) * a, maxiter=4)
jax.jit(jax.grad(lambda a: point.run(jnp.ones(3), a).params.sum()))(b)
mixing = jaxopt.AndersonAcceleration(lambda x, a: jnp.cos(x) * a, maxiter=4)
jax.jit(lambda a: mixing.run(jnp.ones(3), a).params)(b)
half = jaxopt.Bisection(lambda x, a: x**3 - a, 0.0, 2.0, maxiter=5, check_bracket=False)
jax.jit(lambda a: half.run(1.0, a).params)(1.0)
programme = jaxopt.OSQP(maxiter=5)
jax.jit(lambda c: programme.run(params_obj=(A, c), params_eq=None, params_ineq=(A, b)).params)(b)
mirror = jaxopt.BlockCoordinateDescent(objective.least_squares, prox.prox_lasso, maxiter=2)
jax.jit(lambda a: mirror.run(jnp.zeros(3), 0.1, (A, a)).params)(b)
jax.vmap(loss.multiclass_logistic_loss)(jnp.array([0, 1]), jnp.ones((2, 3)))
jax.jit(jax.grad(lambda x: projection.projection_l1_ball(x, 1.0).sum()))(b)

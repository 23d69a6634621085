"""Linear systems are solved by each solver, with tags, and differentiated."""

import jax
import jax.numpy as jnp
import lineax as lx

A = jnp.array([[3.0, 1.0, 0.0], [1.0, 4.0, 1.0], [0.0, 1.0, 5.0]])
b = jnp.ones(3)
positive = lx.positive_semidefinite_tag
for solver, tags in (
    (lx.LU(), ()),
    (lx.QR(), ()),
    (lx.SVD(), ()),
    (lx.Cholesky(), positive),
    (lx.CG(1e-3, 1e-3), positive),
    (lx.GMRES(1e-3, 1e-3), ()),
    (lx.BiCGStab(1e-3, 1e-3), ()),
    (lx.AutoLinearSolver(well_posed=True), ()),
    (lx.AutoLinearSolver(well_posed=None), lx.lower_triangular_tag),
    (lx.Normal(lx.Cholesky()), ()),
):
    f = lambda a, s=solver, t=tags: lx.linear_solve(lx.MatrixLinearOperator(a, t), b, s).value.sum()
    jax.jit(jax.grad(f))(A)
    jax.jit(jax.vmap(f))(jnp.stack([A, A]))
for operator in (
    lambda d: lx.DiagonalLinearOperator(d),
    lambda d: lx.TridiagonalLinearOperator(d, d[1:] / 4, d[1:] / 4),
    lambda d: lx.FunctionLinearOperator(lambda x: d * x, jax.eval_shape(lambda: b)),
    lambda d: lx.JacobianLinearOperator(lambda x, a: a * x * d, b, 1.0),
    lambda d: lx.DiagonalLinearOperator(d) @ lx.DiagonalLinearOperator(d) * 2,
    lambda d: lx.DiagonalLinearOperator(d).T + lx.IdentityLinearOperator(jax.eval_shape(lambda: b)),
    lambda d: lx.TaggedLinearOperator(lx.DiagonalLinearOperator(d), lx.symmetric_tag),
    lambda d: lx.PyTreeLinearOperator(jnp.diag(d), jax.eval_shape(lambda: b)),
):
    solved = lambda d, o=operator: lx.linear_solve(o(d), b).value.sum()
    jax.jit(jax.grad(solved))(b)
    jax.jit(lambda d, o=operator: (o(d).as_matrix(), lx.diagonal(o(d)), o(d).T.mv(b)))(b)
jacobian = lambda d: lx.JacobianLinearOperator(lambda x, a: x * d, b)
jax.jit(lambda d: lx.materialise(lx.linearise(jacobian(d))).as_matrix())(b)

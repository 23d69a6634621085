"""Transport between clouds of points, by each solver."""

import jax
import jax.numpy as jnp
from ott.geometry import costs, geometry, grid, pointcloud
from ott.problems.linear import linear_problem
from ott.problems.quadratic import quadratic_problem
from ott.solvers.linear import sinkhorn, sinkhorn_lr
from ott.solvers.quadratic import gromov_wasserstein
from ott.tools import sinkhorn_divergence, soft_sort

key = jax.random.key(0)
x, y = jax.random.normal(key, (6, 2)), jax.random.normal(key, (5, 2)) + 1


def cost(x, y, each):
    geom = pointcloud.PointCloud(x, y, cost_fn=each, epsilon=0.5)
    out = sinkhorn.Sinkhorn(max_iterations=20)(linear_problem.LinearProblem(geom, tau_a=0.9))
    return out.reg_ot_cost + out.matrix.sum()


for each in (costs.SqEuclidean(), costs.Euclidean(), costs.Cosine(), costs.PNormP(1.5)):
    jax.jit(jax.grad(lambda x, c=each: cost(x, y, c)))(x)
low = sinkhorn_lr.LRSinkhorn(rank=2, max_iterations=10)
jax.jit(lambda x: low(linear_problem.LinearProblem(pointcloud.PointCloud(x, y))).matrix)(x)


def gromov(x):
    problem = quadratic_problem.QuadraticProblem(
        pointcloud.PointCloud(x, x), pointcloud.PointCloud(y, y)
    )
    solver = gromov_wasserstein.GromovWasserstein(
        linear_solver=sinkhorn.Sinkhorn(max_iterations=10), epsilon=1.0, max_iterations=3
    )
    return solver(problem).reg_gw_cost


jax.jit(gromov)(x)
jax.jit(lambda x: sinkhorn_divergence.sinkdiv(x, y)[0])(x)
jax.jit(lambda a: soft_sort.sort(a))(jnp.arange(5.0))
jax.jit(lambda a: soft_sort.ranks(a))(jnp.arange(5.0))
jax.jit(lambda a: soft_sort.quantile(a, q=0.5))(jnp.arange(5.0))
plane = grid.Grid(grid_size=(3, 3), epsilon=0.5)
jax.jit(lambda a: sinkhorn.Sinkhorn()(linear_problem.LinearProblem(plane, a=a)).f)(jnp.ones(9) / 9)
matrix = lambda c: geometry.Geometry(cost_matrix=c, epsilon=0.5)
jax.jit(lambda c: sinkhorn.Sinkhorn()(linear_problem.LinearProblem(matrix(c))).g)(jnp.ones((3, 3)))

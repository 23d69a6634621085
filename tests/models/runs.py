"""Each function of jax that is handed a function, run: what `test_claims` looks into."""

import contextlib
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import jax.scipy.optimize
import jax.scipy.sparse.linalg
import jax.test_util
from jax.experimental import checkify, io_callback, jet, ode, pallas, sparse
from jax.experimental.custom_partitioning import custom_partitioning
from jax.experimental.pallas import tpu
from jax.experimental.pjit import pjit
from jax.experimental.shard_map import shard_map

Run = Callable[[Callable[..., Any]], object]
ONE, THREE = jnp.float32(1.0), jnp.ones(3)
MESH = jax.sharding.Mesh(jax.devices()[:1], ("i",))
P = jax.sharding.PartitionSpec
DIMENSIONS = jax.lax.ScatterDimensionNumbers((), (0,), (0,))


def _linear(fun: Any, transpose: Any) -> object:
    call = jax.custom_derivatives.linear_call
    return jax.linear_transpose(lambda x: call(fun, transpose, ONE, x), ONE)(ONE)


def _custom_vmap(f: Any) -> object:
    wrapped = jax.custom_batching.custom_vmap(f)
    wrapped.def_vmap(lambda size, batched, x: (x, True))
    return wrapped(ONE)


def _mapped(wrapper: Any, f: Any) -> object:
    return wrapper(lambda x: f(x[0])[None], mesh=MESH, in_specs=P("i"), out_specs=P("i"))(
        jnp.ones(1)
    )


def _in_mesh(f: Any) -> object:
    with jax.set_mesh(MESH):
        split = jax.device_put(jnp.ones(1), jax.sharding.NamedSharding(MESH, P("i")))
        return jax.smap(f, in_axes=0, out_axes=0, axis_name="i")(split)


def _root(f: Any, solve: Any) -> object:
    return jax.lax.custom_root(f, ONE, solve, lambda g, y: y / g(1.0))


def _in_kernel(f: Any) -> object:
    def kernel(x: Any, out: Any) -> None:
        out[...] = f(x[...])

    return pallas.pallas_call(kernel, jax.typeof(ONE), interpret=True)(ONE)


def _scoped(ref: Any, f: Any) -> None:
    ref[...] = f(ref[...])


def _partitioned(f: Any) -> None:
    """Traces a function, and goes no further: nobody says how it is partitioned."""
    with contextlib.suppress(AttributeError):
        custom_partitioning(f)(ONE)


RUNS: dict[str, Run] = {
    "jax.jit.fun": lambda f: jax.jit(f)(ONE),
    "jax.pmap.fun": lambda f: jax.pmap(f)(jnp.ones(1)),
    "jax.vmap.fun": lambda f: jax.vmap(f)(THREE),
    "jax.grad.fun": lambda f: jax.grad(f)(ONE),
    "jax.value_and_grad.fun": lambda f: jax.value_and_grad(f)(ONE),
    "jax.jacfwd.fun": lambda f: jax.jacfwd(f)(ONE),
    "jax.jacrev.fun": lambda f: jax.jacrev(f)(ONE),
    "jax.hessian.fun": lambda f: jax.hessian(f)(ONE),
    "jax.fwd_and_bwd.fun": lambda f: jax.fwd_and_bwd(f, 0)[0](ONE),
    "jax.jvp.fun": lambda f: jax.jvp(f, (ONE,), (ONE,)),
    "jax.vjp.fun": lambda f: jax.vjp(f, ONE),
    "jax.linearize.fun": lambda f: jax.linearize(f, ONE),
    "jax.linear_transpose.fun": lambda f: jax.linear_transpose(f, ONE)(ONE),
    "jax.checkpoint.fun": lambda f: jax.checkpoint(f)(ONE),
    "jax.shard_map.f": lambda f: _mapped(jax.shard_map, f),
    "jax.smap.f": _in_mesh,
    "jax.eval_shape.fun": lambda f: jax.eval_shape(f, ONE),
    "jax.make_jaxpr.fun": lambda f: jax.make_jaxpr(f)(ONE),
    "jax.closure_convert.fun": lambda f: jax.closure_convert(f, ONE),
    "jax.pure_callback.callback": lambda f: jax.jit(lambda x: jax.pure_callback(f, x, x))(ONE),
    "jax.custom_batching.custom_vmap.fun": _custom_vmap,
    "jax.custom_derivatives.linear_call.fun": lambda f: _linear(lambda _, x: f(x), lambda _, x: x),
    "jax.custom_derivatives.linear_call.fun_transpose": lambda f: _linear(
        lambda _, x: 2 * x, lambda _, x: f(x)
    ),
    "jax.debug.callback.callback": lambda f: jax.jit(lambda x: jax.debug.callback(f, x))(ONE),
    "jax.experimental.io_callback.callback": lambda f: jax.jit(lambda x: io_callback(f, x, x))(ONE),
    "jax.experimental.pjit.pjit.fun": lambda f: pjit(f)(ONE),
    "jax.experimental.shard_map.shard_map.f": lambda f: _mapped(shard_map, f),
    "jax.experimental.sparse.sparsify.f": lambda f: sparse.sparsify(f)(ONE),
    "jax.experimental.sparse.grad.fun": lambda f: sparse.grad(f)(ONE),
    "jax.experimental.sparse.value_and_grad.fun": lambda f: sparse.value_and_grad(f)(ONE),
    "jax.experimental.sparse.jacfwd.fun": lambda f: sparse.jacfwd(f)(ONE),
    "jax.experimental.sparse.jacrev.fun": lambda f: sparse.jacrev(f)(ONE),
    "jax.experimental.checkify.checkify.f": lambda f: checkify.checkify(f)(ONE),
    "jax.experimental.jet.jet.fun": lambda f: jet.jet(f, (ONE,), ((ONE,),)),
    "jax.experimental.ode.odeint.func": lambda f: ode.odeint(lambda y, t: f(y), ONE, THREE),
    "jax.test_util.check_grads.f": lambda f: jax.test_util.check_grads(f, (ONE,), 1),
    "jax.experimental.pallas.pallas_call.kernel": _in_kernel,
    "jax.experimental.pallas.run_scoped.f": lambda f: _in_kernel(
        lambda x: [x, pallas.run_scoped(lambda ref: _scoped(ref, f), tpu.VMEM((), x.dtype))][0]
    ),
    "jax.experimental.pallas.run_state.f": lambda f: jax.make_jaxpr(
        pallas.run_state(lambda ref: _scoped(ref, f))
    )(ONE),
    "jax.experimental.custom_partitioning.custom_partitioning.fun": _partitioned,
    "jax.lax.scan.f": lambda f: jax.lax.scan(lambda c, x: (f(c), x), ONE, THREE),
    "jax.lax.map.f": lambda f: jax.lax.map(f, THREE),
    "jax.lax.while_loop.cond_fun": lambda f: jax.lax.while_loop(
        lambda c: f(c) < 3, lambda c: c + 1, ONE
    ),
    "jax.lax.while_loop.body_fun": lambda f: jax.lax.while_loop(
        lambda c: c < 3, lambda c: f(c) + 1, ONE
    ),
    "jax.lax.fori_loop.body_fun": lambda f: jax.lax.fori_loop(0, 2, lambda i, c: f(i) + c, ONE),
    "jax.lax.cond.true_fun": lambda f: jax.lax.cond(True, f, lambda x: x, ONE),
    "jax.lax.cond.false_fun": lambda f: jax.lax.cond(True, lambda x: x, f, ONE),
    "jax.lax.switch.branches": lambda f: jax.lax.switch(0, [lambda x: x, f], ONE),
    "jax.lax.associative_scan.fn": lambda f: jax.lax.associative_scan(
        lambda a, b: f(a.sum()) + b, THREE
    ),
    "jax.lax.platform_dependent.default": lambda f: jax.lax.platform_dependent(ONE, default=f),
    "jax.lax.platform_dependent.per_platform": lambda f: jax.lax.platform_dependent(ONE, cpu=f),
    "jax.lax.reduce.computation": lambda f: jax.lax.reduce(THREE, ONE, lambda a, b: f(a) + b, (0,)),
    "jax.lax.reduce_window.computation": lambda f: jax.lax.reduce_window(
        THREE, ONE, lambda a, b: f(a) * b, (2,), (1,), "VALID"
    ),
    "jax.lax.scatter_apply.func": lambda f: jax.lax.scatter_apply(
        THREE, jnp.zeros((1,), int), f, DIMENSIONS
    ),
    "jax.lax.custom_root.f": lambda f: _root(f, lambda g, x: x),
    "jax.lax.custom_root.solve": lambda f: _root(lambda x: x, lambda g, x: f(x)),
    "jax.lax.custom_linear_solve.matvec": lambda f: jax.grad(
        lambda b: jax.lax.custom_linear_solve(f, b, lambda g, x: x, symmetric=True)
    )(ONE),
    "jax.lax.custom_linear_solve.solve": lambda f: jax.lax.custom_linear_solve(
        lambda x: x, ONE, lambda g, x: f(x)
    ),
    "jax.numpy.vectorize.pyfunc": lambda f: jnp.vectorize(f)(THREE),
    "jax.numpy.apply_along_axis.func1d": lambda f: jnp.apply_along_axis(
        lambda row: f(row[0]), 0, jnp.ones((2, 2))
    ),
    "jax.numpy.apply_over_axes.func": lambda f: jnp.apply_over_axes(
        lambda a, axis: f(a[0, 0]) * a, jnp.ones((2, 2)), [0]
    ),
    "jax.numpy.fromfunction.function": lambda f: jnp.fromfunction(f, (3,)),
    "jax.numpy.frompyfunc.func": lambda f: jnp.frompyfunc(lambda a, b: f(a) + b, 2, 1)(ONE, ONE),
    "jax.numpy.piecewise.funclist": lambda f: jnp.piecewise(ONE, [ONE > 0], [f, 0.0]),
    "jax.scipy.optimize.minimize.fun": lambda f: jax.scipy.optimize.minimize(
        lambda x: f(x[0]), THREE, method="BFGS"
    ),
    "jax.scipy.sparse.linalg.cg.A": lambda f: jax.scipy.sparse.linalg.cg(f, ONE),
    "jax.scipy.sparse.linalg.gmres.A": lambda f: jax.scipy.sparse.linalg.gmres(f, ONE),
    "jax.tree.map.f": lambda f: jax.tree.map(f, {"a": ONE}),
    "jax.tree.map_with_path.f": lambda f: jax.tree.map_with_path(lambda p, x: f(x), {"a": ONE}),
    "jax.tree.reduce.function": lambda f: jax.tree.reduce(lambda a, b: f(b) + a, [ONE, ONE]),
    "jax.tree.reduce_associative.operation": lambda f: jax.tree.reduce_associative(
        lambda a, b: f(a) + b, [ONE, ONE]
    ),
}

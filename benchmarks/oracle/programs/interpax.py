"""Splines of each method, and their derivatives."""

import interpax
import jax
import jax.numpy as jnp

x, q = jnp.linspace(0, 1, 8), jnp.linspace(0.1, 0.9, 5)
y = jnp.sin(x)
for method in (
    "nearest",
    "linear",
    "cubic",
    "cubic2",
    "cardinal",
    "catmull-rom",
    "monotonic",
    "akima",
):
    for k in (0, 1):
        f = lambda y, m=method, k=k: interpax.interp1d(q, x, y, method=m, derivative=k)
        jax.jit(f)(y)
        jax.jit(jax.grad(lambda y, f=f: f(y).sum()))(y)
z = y[:, None] * y[None]
w = z[..., None] * y
for method in ("nearest", "linear", "cubic"):
    jax.jit(lambda z, m=method: interpax.interp2d(q, q, x, x, z, method=m, extrap=True))(z)
    jax.jit(lambda w, m=method: interpax.interp3d(q, q, q, x, x, x, w, method=m))(w)
f = interpax.Interpolator1D(x, y, method="cubic", period=1.0)
jax.jit(lambda f, q: f(q, 1))(f, q)
for make in (
    interpax.CubicSpline,
    interpax.PchipInterpolator,
    interpax.Akima1DInterpolator,
):
    jax.jit(lambda q, m=make: m(x, y, check=False)(q))(q)
    jax.jit(lambda q, m=make: m(x, y, check=False).derivative()(q))(q)
jax.jit(lambda y: interpax.fft_interp1d(y, 16))(y)
jax.jit(lambda z: interpax.fft_interp2d(z, 16, 4))(z)
jax.jit(lambda y: interpax.approx_df(x, y, "cubic2"))(y)

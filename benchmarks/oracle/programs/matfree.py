"""Traces, determinants and decompositions without matrices."""

import jax
import jax.numpy as jnp
from matfree import decomp

A = jnp.diag(jnp.arange(1.0, 6.0))


def matvec(v):
    return A @ v


tri = decomp.tridiag_sym(3)
jax.jit(lambda v: tri(matvec, v))(jnp.ones(5))
hess = decomp.hessenberg(3, reortho="full")
jax.jit(lambda v: hess(matvec, v))(jnp.ones(5))
bidiag = decomp.bidiag(3)
jax.jit(lambda v: bidiag(matvec, v))(jnp.ones(5))

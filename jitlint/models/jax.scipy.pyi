"""jax.scipy: only the solvers that are handed a function; the rest is in `derived`."""

# module: jax.scipy.optimize

def minimize(
    fun: Differentiates[x0, *args],
    x0: Any,
    args: Any = (),
    *,
    method: Static,
    tol: Static = None,
    options: Static = None,
) -> Any: ...

# module: jax.scipy.sparse.linalg

def cg(
    A: Traces[b],
    b: Any,
    x0: Any = None,
    *,
    tol: Any = ...,
    atol: Any = 0.0,
    maxiter: Static = None,
    M: Any = None,
) -> tuple[Same[b], Any]: ...
def gmres(
    A: Traces[b],
    b: Any,
    x0: Any = None,
    *,
    tol: Any = ...,
    atol: Any = 0.0,
    restart: Static = 20,
    maxiter: Static = None,
    M: Any = None,
    solve_method: Static = "batched",
) -> tuple[Same[b], Any]: ...

bicgstab = cg

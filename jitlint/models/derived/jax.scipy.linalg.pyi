# What jax.scipy.linalg does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def block_diag(*arrs: Any) -> Array: ...
def cho_factor(
    a: Any,
    lower: Static = False,
    overwrite_a: Any = False,
    check_finite: Any = True,
) -> Any: ...
def cho_solve(
    c_and_lower: Any,
    b: Any,
    overwrite_b: Any = False,
    check_finite: Any = True,
) -> Array: ...
def cholesky(
    a: Any,
    lower: Static = False,
    overwrite_a: Any = False,
    check_finite: Any = True,
) -> Array: ...
@varies()
def circulant(c: Any) -> Array: ...
@varies()
def companion(a: Any) -> Array: ...
@varies()
def convolution_matrix(a: Any, n: Static, mode: Static = 'full') -> Array: ...
def det(a: Any, overwrite_a: Any = False, check_finite: Any = True) -> Array: ...
@varies()
def dft(n: Static, scale: Any = None, *, dtype: Any = None) -> Array: ...
def eigh(
    a: Any,
    b: Any = None,
    lower: Static = True,
    eigvals_only: Static = False,
    overwrite_a: Any = False,
    overwrite_b: Any = False,
    turbo: Any = True,
    eigvals: Any = None,
    type: Static = 1,
    check_finite: Any = True,
) -> If[eigvals_only, Array, tuple[Array, Array]]: ...
@varies("key")
def eigh_tridiagonal(
    d: Any,
    e: Any,
    *,
    eigvals_only: Static = False,
    select: Static = 'a',
    select_range: Static = None,
    tol: Any = None,
    key: Any = None,
) -> If[eigvals_only, Array, tuple[Array, Array]]: ...
def expm(A: Any, *, upper_triangular: Static = False, max_squarings: Static = 16) -> Array: ...
def expm_frechet(
    A: Any,
    E: Any,
    *,
    method: Static = None,
    compute_expm: Static = True,
) -> Tree: ...
@varies()
def fiedler(a: Any) -> Array: ...
@varies()
def fiedler_companion(a: Any) -> Array: ...
@varies()
def hadamard(n: Static, dtype: Static = ...) -> Array: ...
@varies()
def hankel(c: Any, r: Any = None) -> Array: ...
@varies()
def helmert(n: Static, full: Static = False) -> Array: ...
def hessenberg(
    a: Any,
    *,
    calc_q: Static = False,
    overwrite_a: Static = False,
    check_finite: Static = True,
) -> If[calc_q, tuple[Array, Array], Array]: ...
def hilbert(n: Static) -> Array: ...
def inv(a: Any, overwrite_a: Any = False, check_finite: Any = True) -> Array: ...
@varies()
def invhilbert(n: Static) -> Array: ...
@varies()
def invpascal(n: Static, kind: Any = None) -> Array: ...
@varies()
def leslie(f: Any, s: Any) -> Array: ...
def lu(
    a: Any,
    permute_l: Static = False,
    overwrite_a: Static = False,
    check_finite: Static = True,
) -> If[permute_l, tuple[Array, Array], tuple[Array, Array, Array]]: ...
def lu_factor(
    a: Any,
    overwrite_a: Static = False,
    check_finite: Static = True,
) -> tuple[Array, Array]: ...
def lu_solve(
    lu_and_piv: Any,
    b: Any,
    trans: Static = 0,
    overwrite_b: Static = False,
    check_finite: Static = True,
) -> Array: ...
def pascal(n: Static, kind: Any = None) -> Array: ...
def polar(
    a: Any,
    side: Static = 'right',
    *,
    method: Static = 'qdwh',
    eps: Any = None,
    max_iterations: Any = None,
) -> tuple[Array, Array]: ...
def qr(
    a: Any,
    overwrite_a: Any = False,
    lwork: Any = None,
    mode: Static = 'full',
    pivoting: Static = False,
    check_finite: Any = True,
) -> If[pivoting, tuple[Array, Array, Array], list[Array]]: ...
@varies()
def qr_multiply(
    a: Any,
    c: Any,
    mode: Static = 'right',
    pivoting: Static = False,
    conjugate: Static = False,
    overwrite_a: Any = False,
    overwrite_c: Any = False,
) -> If[pivoting, tuple[Array, Array, Array], tuple[Array, Array]]: ...
def rsf2csf(T: Any, Z: Any, check_finite: Static = True) -> tuple[Array, Array]: ...
def schur(a: Any, output: Static = 'real') -> list[Array]: ...
def solve(
    a: Any,
    b: Any,
    lower: Static = False,
    overwrite_a: Any = False,
    overwrite_b: Any = False,
    debug: Any = False,
    check_finite: Any = True,
    assume_a: Static = 'gen',
) -> Array: ...
@varies()
def solve_sylvester(
    A: Any,
    B: Any,
    C: Any,
    *,
    method: Static = 'schur',
    tol: Any = 1e-08,
) -> Array: ...
def solve_triangular(
    a: Any,
    b: Any,
    trans: Static = 0,
    lower: Static = False,
    unit_diagonal: Static = False,
    overwrite_b: Any = False,
    debug: Any = None,
    check_finite: Any = True,
) -> Array: ...
def sqrtm(A: Any, blocksize: Static = 1) -> Array: ...
def svd(
    a: Any,
    full_matrices: Static = True,
    compute_uv: Static = True,
    overwrite_a: Any = False,
    check_finite: Any = True,
    lapack_driver: Any = 'gesdd',
) -> Tree: ...
def toeplitz(c: Any, r: Any = None) -> Array: ...

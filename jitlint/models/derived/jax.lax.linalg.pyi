# What jax.lax.linalg does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def cholesky(x: Any, *, symmetrize_input: Static = True) -> Array: ...
def cholesky_update(r_matrix: Any, w_vector: Any) -> Array: ...
@varies("enable_eigvec_derivs", "implementation")
def eig(
    x: Any,
    *,
    compute_left_eigenvectors: Static = True,
    compute_right_eigenvectors: Static = True,
    enable_eigvec_derivs: Static = False,
    implementation: Sized[use_magma] = None,
    use_magma: Any = None,
) -> list[Array]: ...
@varies("implementation")
def eigh(
    x: Any,
    *,
    lower: Any = True,
    symmetrize_input: Static = True,
    sort_eigenvalues: Any = True,
    subset_by_index: Any = None,
    implementation: Static = None,
) -> tuple[Array, Array]: ...
def hessenberg(a: Any) -> list[Array]: ...
def householder_product(a: Any, taus: Any) -> Array: ...
def lu(x: Any) -> list[Array]: ...
def lu_pivots_to_permutation(pivots: Any, permutation_size: Static) -> Array: ...
@varies()
def ormqr(
    a: Any,
    taus: Any,
    c: Any,
    *,
    left: Static = True,
    transpose: Static = False,
) -> Array: ...
def qdwh(
    x: Any,
    *,
    is_hermitian: Static = False,
    max_iterations: Static = None,
    eps: Static = None,
    dynamic_shape: Any = None,
) -> tuple[Array, Array, Array, Array]: ...
def qr(
    x: Any,
    *,
    pivoting: Static = False,
    full_matrices: Static = True,
    use_magma: Any = None,
) -> If[pivoting, tuple[Array, Array, Array], tuple[Array, Array]]: ...
def schur(
    x: Any,
    *,
    compute_schur_vectors: Static = True,
    sort_eig_vals: Any = False,
    select_callable: Any = None,
) -> list[Array]: ...
def svd(
    x: Any,
    *,
    full_matrices: Any = True,
    compute_uv: Static = True,
    subset_by_index: Any = None,
    algorithm: Any = None,
) -> Tree: ...
def symmetric_product(
    a_matrix: Any,
    c_matrix: Any,
    *,
    alpha: Any = 1.0,
    beta: Any = 0.0,
    symmetrize_output: Static = False,
) -> Array: ...
def triangular_solve(
    a: Any,
    b: Any,
    *,
    left_side: Static = False,
    lower: Any = False,
    transpose_a: Any = False,
    conjugate_a: Static = False,
    unit_diagonal: Any = False,
) -> Array: ...
def tridiagonal(a: Any, *, lower: Any = True) -> list[Array]: ...
@varies("perturb_singular")
def tridiagonal_solve(
    dl: Any,
    d: Any,
    du: Any,
    b: Any,
    *,
    perturb_singular: Static = False,
) -> Array: ...

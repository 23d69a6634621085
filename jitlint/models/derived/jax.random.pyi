# What jax.random does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def PRNGKey(seed: Any, *, impl: Static = None) -> Array: ...
@varies("out_sharding")
def ball(
    key: Any,
    d: Static,
    p: Any = 2,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("mode", "out_sharding")
def bernoulli(
    key: Any,
    p: Any = 0.5,
    shape: Static = None,
    mode: Static = 'low',
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("method", "out_sharding")
def beta(
    key: Any,
    a: Any,
    b: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    method: Static = 'exact',
    out_sharding: Any = None,
) -> Array: ...
def binomial(key: Any, n: Any, p: Any, shape: Static = None, dtype: Static = None) -> Array: ...
def bits(
    key: Any,
    shape: Static = ...,
    dtype: Any = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("mode", "out_sharding")
def categorical(
    key: Any,
    logits: Any,
    axis: Static = -1,
    shape: Static = None,
    replace: Static = True,
    mode: Any = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def cauchy(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("method", "out_sharding")
def chisquare(
    key: Any,
    df: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    method: Static = 'exact',
    out_sharding: Any = None,
) -> Array: ...
@varies("mode")
def choice(
    key: Any,
    a: Any,
    shape: Static = ...,
    replace: Static = True,
    p: Any = None,
    axis: Static = 0,
    mode: Any = None,
) -> Array: ...
def clone(key: Any) -> Array: ...
@varies("out_sharding")
def dirichlet(
    key: Any,
    alpha: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def double_sided_maxwell(
    key: Any,
    loc: Any,
    scale: Any,
    shape: Static = ...,
    dtype: Static = None,
) -> Array: ...
@varies("out_sharding")
def exponential(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def f(
    key: Any,
    dfnum: Any,
    dfden: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def fold_in(key: Any, data: Any) -> Array: ...
@varies("method", "out_sharding")
def gamma(
    key: Any,
    a: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    method: Static = 'exact',
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def generalized_normal(
    key: Any,
    p: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def geometric(
    key: Any,
    p: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def gumbel(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    mode: Any = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("dtype")
def key(seed: Any, *, impl: Static = None, dtype: Any = None) -> Array: ...
def key_data(keys: Any) -> Array: ...
@varies()
def key_dtype(impl_spec: Any = None) -> Static: ...
def key_impl(keys: Any) -> Static[str]: ...
@varies("out_sharding")
def laplace(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("method", "out_sharding")
def loggamma(
    key: Any,
    a: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    method: Static = 'exact',
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def logistic(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def lognormal(
    key: Any,
    sigma: Any = ...,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def maxwell(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def multinomial(
    key: Any,
    n: Any,
    p: Any,
    *,
    shape: Static = None,
    dtype: Any = None,
    unroll: Static = 1,
) -> Array: ...
@varies("out_sharding")
def multivariate_normal(
    key: Any,
    mean: Any,
    cov: Any,
    shape: Static = None,
    dtype: Static = None,
    method: Static = 'cholesky',
    *,
    out_sharding: Any = None,
) -> Array: ...
def normal(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def orthogonal(
    key: Any,
    n: Static,
    shape: Static = ...,
    dtype: Static = None,
    m: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def pareto(
    key: Any,
    b: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def permutation(
    key: Any,
    x: Any,
    axis: Static = 0,
    independent: Static = False,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("method", "out_sharding")
def poisson(
    key: Any,
    lam: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    method: Static = 'exact',
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def rademacher(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def randint(
    key: Any,
    shape: Static,
    minval: Any,
    maxval: Any,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def rayleigh(
    key: Any,
    scale: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def split(key: Any, num: Static = 2) -> Array: ...
@varies("out_sharding")
def t(
    key: Any,
    df: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def triangular(
    key: Any,
    left: Any,
    mode: Any,
    right: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def truncated_normal(
    key: Any,
    lower: Any,
    upper: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def uniform(
    key: Any,
    shape: Static = ...,
    dtype: Static = None,
    minval: Any = 0.0,
    maxval: Any = 1.0,
    *,
    out_sharding: Any = None,
) -> Array: ...
@varies("out_sharding")
def wald(
    key: Any,
    mean: Any,
    shape: Static = None,
    dtype: Static = None,
    *,
    out_sharding: Any = None,
) -> Array: ...
def weibull_min(
    key: Any,
    scale: Any,
    concentration: Any,
    shape: Static = ...,
    dtype: Static = None,
) -> Array: ...
@varies("dtype")
def wrap_key_data(key_bits_array: Any, *, impl: Static = None, dtype: Any = None) -> Array: ...

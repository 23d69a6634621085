"""Programs of the parts of JAX that are written in terms of its primitives."""

import jax
import jax.numpy as jnp
import jax.scipy as jsp
from jax.example_libraries import optimizers, stax
from jax.experimental import checkify, jet, ode, sparse

key = jax.random.key(0)
x, A = jnp.linspace(0.1, 0.9, 6), jnp.eye(3) + 0.1
for f in (
    lambda x: jnp.interp(x, x, x) + jnp.unwrap(x) + jnp.convolve(x, x, "same"),
    lambda x: jnp.median(x) + jnp.percentile(x, 30) + jnp.std(x) + jnp.ptp(x) + jnp.cov(x),
    lambda x: jnp.polyfit(x, x, 2).sum() + jnp.polyval(x, 2.0) + jnp.roll(x, 1) + jnp.flip(x),
    lambda x: jnp.cumsum(x) + jnp.diff(x).sum() + jnp.trapezoid(x) + jnp.gradient(x),
    lambda x: jnp.where(x > 0.5, x, 0) + jnp.select([x > 0.3], [x]) + jnp.clip(x, 0.2),
    lambda x: jnp.histogram(x, 3)[0].sum() + jnp.digitize(x, x).sum() + jnp.searchsorted(x, 0.5),
    lambda x: jnp.einsum("i,j->j", x, x) + jnp.kron(x, x).sum() + jnp.outer(x, x).trace(),
    lambda x: jnp.take_along_axis(x, jnp.argsort(x), 0) + jnp.tile(x, 2)[:6] + jnp.repeat(x, 2)[:6],
    lambda x: jnp.piecewise(x, [x > 0.5], [lambda y: y, jnp.sin]) + jnp.nan_to_num(x),
    lambda x: jnp.fft.irfft(jnp.fft.rfft(x)) + jnp.fft.fftshift(x) + jnp.sinc(x) + jnp.i0(x),
    lambda x: jnp.apply_along_axis(jnp.sum, 0, jnp.stack([x, x])) + jnp.vectorize(jnp.sin)(x),
    lambda x: jnp.block([[x], [x]]).sum() + jnp.meshgrid(x, x)[0].sum() + jnp.pad(x, 1)[1:-1],
):
    jax.jit(jax.grad(lambda x, f=f: f(x).sum()))(x)
for f in (
    lambda a: jnp.linalg.norm(a) + jnp.linalg.det(a) + jnp.linalg.slogdet(a)[1],
    lambda a: jnp.linalg.inv(a) + jnp.linalg.pinv(a) + jnp.linalg.matrix_power(a, 3),
    lambda a: jnp.linalg.solve(a, a) + jnp.linalg.lstsq(a, a)[0] + jnp.linalg.cholesky(a),
    lambda a: jnp.linalg.cond(a) + jnp.linalg.svd(a)[1] + jnp.linalg.eigh(a)[0],
    lambda a: jsp.linalg.expm(a) + jsp.linalg.sqrtm(a).real + jsp.linalg.block_diag(a),
    lambda a: jsp.linalg.cho_solve(jsp.linalg.cho_factor(a), a) + jsp.linalg.lu(a)[2],
    lambda a: jsp.linalg.solve_triangular(a, a) + jsp.linalg.toeplitz(a[0]),
    lambda a: jsp.sparse.linalg.cg(a, a[0])[0] + jsp.sparse.linalg.gmres(a, a[0])[0],
    lambda a: jsp.signal.convolve(a, a).sum() + jsp.ndimage.map_coordinates(a, [a[0], a[1]], 1),
):
    jax.jit(lambda a, f=f: f(a))(A)
for f in (
    lambda x: jsp.special.logsumexp(x) + jsp.special.betainc(x, x, x) + jsp.special.digamma(x),
    lambda x: jsp.special.erfinv(x) + jsp.special.xlogy(x, x) + jsp.special.gammaln(x),
    lambda x: jsp.special.hyp1f1(x, x, x) + jsp.special.expn(2, x) + jsp.special.ndtri(x),
    lambda x: jsp.stats.norm.logpdf(x) + jsp.stats.gamma.cdf(x, 2.0) + jsp.stats.t.logpdf(x, 3.0),
    lambda x: jsp.stats.gaussian_kde(x)(x) + jsp.stats.beta.pdf(x, 2.0, 2.0),
    lambda x: jsp.stats.truncnorm.logcdf(x, 0.0, 1.0) + jsp.stats.rankdata(x) + jsp.stats.sem(x),
    lambda x: jax.nn.softmax(x) + jax.nn.gelu(x) + jax.nn.selu(x) + jax.nn.glu(x).sum(),
    lambda x: jax.nn.logsumexp(x) + jax.nn.standardize(x) + jax.nn.one_hot(2, 6) + jax.nn.silu(x),
    lambda x: jax.image.resize(x.reshape(2, 3), (4, 6), "cubic").sum() + x,
):
    jax.jit(f)(x)
jax.jit(jax.grad(lambda q: jax.nn.dot_product_attention(q, q, q, is_causal=True).sum()))(
    jnp.ones((1, 4, 2, 8))
)
for draw in (
    lambda k: jax.random.normal(k, (3,)) + jax.random.gamma(k, 2.0) + jax.random.beta(k, 2.0, 1.0),
    lambda k: jax.random.categorical(k, x) + jax.random.choice(k, 6, (2,), False).sum(),
    lambda k: jax.random.multivariate_normal(k, jnp.zeros(3), A) + jax.random.dirichlet(k, x[:3]),
    lambda k: jax.random.poisson(k, 3.0) + jax.random.binomial(k, 5.0, 0.5) + jax.random.t(k, 3.0),
    lambda k: jax.random.permutation(k, 6).sum() + jax.random.truncated_normal(k, -1.0, 1.0),
    lambda k: jax.random.orthogonal(k, 3) + jax.random.ball(k, 3) + jax.random.gumbel(k),
    lambda k: jax.nn.initializers.he_normal()(k, (3, 4)).sum() + jax.random.wald(k, 1.0),
    lambda k: (
        jax.nn.initializers.orthogonal()(k, (3, 4)) + jax.nn.initializers.lecun_uniform()(k, (3, 4))
    ),
):
    jax.jit(draw)(key)
init, apply = stax.serial(
    stax.Conv(2, (3, 3)), stax.BatchNorm(), stax.Relu, stax.MaxPool((2, 2)), stax.Flatten,
    stax.FanOut(2), stax.parallel(stax.Dense(3), stax.Dense(3)), stax.FanInSum, stax.LogSoftmax,
)  # fmt: skip
_, params = init(jax.random.PRNGKey(0), (2, 8, 8, 1))
loss = lambda p: apply(p, jnp.ones((2, 8, 8, 1)), rng=key).sum()
for make in (optimizers.adam, optimizers.sgd, optimizers.rmsprop, optimizers.adagrad):
    start, update, read = make(0.1)
    jax.jit(lambda s, u=update, r=read: u(0, jax.grad(loss)(r(s)), s))(start(params))
jax.jit(jax.grad(lambda a: ode.odeint(lambda y, t, a: -a * y, jnp.ones(2), x, a).sum()))(1.0)
M, R = sparse.BCOO.fromdense(A), sparse.BCSR.fromdense(A)
jax.jit(lambda m, v: (m @ v, (m * 2 + m).todense(), m.T.sum(0).todense(), m[:2].todense()))(
    M, x[:3]
)
jax.jit(jax.grad(lambda v: (R @ v).sum()))(x[:3])
jax.jit(sparse.sparsify(lambda m, v: jnp.sin(m @ v).sum()))(M, x[:3])
jax.jit(lambda x: jet.jet(jnp.sin, (x,), ((x, x),)))(x)
checkify.checkify(jax.jit(lambda x: checkify.check(x.sum() > 0, "sum") or x / 2))(x)
